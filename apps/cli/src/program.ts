import { Command } from 'commander';
import { eventTypesCommand } from './commands/event-types.js';
import { newCommand } from './commands/new.js';
import { publishCommand } from './commands/publish.js';
import { queueCommand } from './commands/queue.js';
import { replayCommand } from './commands/replay.js';
import { resourceCommands } from './commands/resources.js';
import { startCommand } from './commands/start.js';
import { tailCommand } from './commands/tail.js';
import { triggerCommand } from './commands/trigger.js';
import { whyCommand } from './commands/why.js';
import { verifyCommand } from './commands/verify.js';

/** The `kanca` command. */
export function createProgram(): Command {
  const program = new Command('kanca')
    .description('Runs and operates a Kanca hub.')
    .option('--json', 'print JSON for programs instead of text for people')
    .addHelpText('after', '\nKANCA_URL says where the hub is (http://localhost:3000), KANCA_KEY is an API key.')
    .showHelpAfterError();
  for (const command of [
    startCommand(),
    triggerCommand(),
    tailCommand(),
    publishCommand(),
    eventTypesCommand(),
    replayCommand(),
    queueCommand(),
    verifyCommand(),
    whyCommand(),
    newCommand(),
    ...resourceCommands(),
  ])
    program.addCommand(command);
  return program;
}
