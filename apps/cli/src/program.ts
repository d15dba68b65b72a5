import { Command } from 'commander';
import { publishCommand } from './commands/publish.js';
import { resourceCommands } from './commands/resources.js';
import { startCommand } from './commands/start.js';
import { tailCommand } from './commands/tail.js';
import { triggerCommand } from './commands/trigger.js';
import { verifyCommand } from './commands/verify.js';

/** The `kanca` command. */
export function createProgram(): Command {
  const program = new Command('kanca')
    .description('Runs and operates a Kanca hub.')
    .option('--url <url>', 'where the hub is (KANCA_URL, http://localhost:3000)')
    .option('--key <key>', 'an API key (KANCA_KEY)')
    .option('--json', 'print JSON for programs instead of text for people')
    .showHelpAfterError()
    .enablePositionalOptions();
  for (const command of [
    startCommand(),
    triggerCommand(),
    tailCommand(),
    publishCommand(),
    verifyCommand(),
    ...resourceCommands(),
  ])
    program.addCommand(command);
  return program;
}
