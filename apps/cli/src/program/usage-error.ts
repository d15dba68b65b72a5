import type { Command, CommanderError } from 'commander';
import { CommandFailed } from '../output/command-failed.js';
import { examplesOf } from './examples.js';
import { commandHint, optionHint } from './hints.js';
import { pathOf } from './path-of.js';

/** What commander says of a command line that it cannot read, with what to write instead. */
export function usageError(command: Command, error: CommanderError): CommandFailed {
  const path = pathOf(command);
  const [example] = examplesOf(path);
  const lines = [
    sentenceOf(command, path, error),
    hintOf(command, path, error),
    example === undefined ? undefined : `Example: ${example}`,
    `See: ${path} --help`,
  ];
  return new CommandFailed(lines.filter((line) => line !== undefined).join('\n'), { code: 'usage' });
}

function sentenceOf(command: Command, path: string, { code, message }: CommanderError): string {
  if (code === 'commander.help')
    return `${path} needs one of its commands: ${command.commands.map((inner) => inner.name()).join(', ')}.`;
  if (code === 'commander.missingArgument') {
    const missing = command.registeredArguments.filter(
      ({ required }, index) => required && command.args[index] === undefined,
    );
    return `${path} needs ${missing.map((one) => `<${one.name()}>${one.description === '' ? '' : ` (${one.description})`}`).join(' and ')}.`;
  }
  return message.replace(/^error: /, '');
}

function hintOf(command: Command, path: string, { code, message }: CommanderError): string | undefined {
  const [, name = ''] = /'([^']*)'/.exec(message) ?? [];
  if (code === 'commander.unknownCommand')
    return commandHint(
      name,
      command.commands.map((inner) => inner.name()),
      path,
    );
  if (code !== 'commander.unknownOption') return undefined;
  const options = [...command.options, ...(command.parent?.options ?? [])];
  return optionHint(
    name,
    options.map(({ long }) => long ?? ''),
  );
}
