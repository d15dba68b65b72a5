import { CommanderError, type Command } from 'commander';
import { CommandFailed } from '../output/command-failed.js';
import { printable, printableJson } from '../output/print.js';
import { createProgram } from './program.js';
import { asStartedHere, type NpmEnv } from '../output/started-as.js';
import { usageError } from './usage-error.js';

export interface Streams {
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
  /** Tells how the program was started; as `kanca` unless told. */
  readonly env?: NpmEnv;
}

/**
 * Runs a command line. Bad news goes to standard error: a sentence, or with `--json` one line `{"error":{code,detail,…}}`.
 * @param argv what follows the name of the program
 * @returns the exit code, 0 or 1; undefined leaves it as a command has set it
 */
export async function run(argv: readonly string[], { out, err, env = {} }: Streams): Promise<number | undefined> {
  const program = createProgram();
  const commands = program.commands.map((command) => command.name());
  const forHere = (text: string): string => asStartedHere(text, commands, env);
  for (const command of everyCommand(program)) prepare(command, (text) => out(forHere(text)));
  if (argv.length === 0) {
    err(forHere(program.helpInformation()));
    return 1;
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const isJson = program.opts<{ readonly json?: boolean }>().json ?? argv.includes('--json');
    err(
      isJson
        ? `${printableJson(JSON.stringify({ error: problemOf(error) }))}\n`
        : `${printable(forHere(sentenceOf(error)))}\n`,
    );
    return 1;
  }
}

function* everyCommand(command: Command): Generator<Command> {
  yield command;
  for (const inner of command.commands) yield* everyCommand(inner);
}

/** What commander would print by itself comes back as an error, so that there is one place that prints them. */
function prepare(command: Command, out: Streams['out']): void {
  command
    .configureOutput({ writeOut: out, writeErr: () => undefined, outputError: () => undefined })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : usageError(command, error);
    });
}

function sentenceOf(error: unknown): string {
  if (error instanceof CommandFailed && error.status !== undefined && error.code !== 'unauthorized')
    return `${error.message} (${error.code})`;
  return error instanceof Error ? error.message : String(error);
}

function problemOf(error: unknown): object {
  if (!(error instanceof CommandFailed)) return { code: 'failed', detail: sentenceOf(error) };
  const { code, message, status, problems } = error;
  return { code, detail: message, status, problems };
}
