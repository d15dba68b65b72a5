import { Command } from 'commander';
import { auditCommand } from '../commands/audit.js';
import { doctorCommand } from '../commands/doctor.js';
import { eventTypesCommand } from '../commands/event-types.js';
import { newCommand } from '../commands/new.js';
import { publishCommand } from '../commands/publish.js';
import { queueCommand } from '../commands/queue.js';
import { replayCommand } from '../commands/replay.js';
import { resourceCommands } from './resources.js';
import { startCommand } from '../commands/start.js';
import { tailCommand } from '../commands/tail.js';
import { triggerCommand } from '../commands/trigger.js';
import { whyCommand } from '../commands/why.js';
import { verifyCommand } from '../commands/verify.js';
import { versionCommand } from '../commands/version.js';
import { whoamiCommand } from '../commands/whoami.js';
import { addExamples } from './examples.js';
import { ownVersion } from '../output/version.js';

const EPILOGUE = `
KANCA_URL says where the hub is (http://localhost:3000), KANCA_KEY is an API key.
The exit code is 0, or 1 when a command failed. With --json the reason is on standard error: {"error":{"code","detail"}}.
An id is what a list shows in its first column: src_… (source), sub_… (subscription), hdl_… (handler), evt_… (event), dlv_… (delivery).`;

/** The `kanca` command. */
export function createProgram(): Command {
  const program = new Command('kanca')
    .description('Runs and operates a Kanca hub.')
    .option('--json', 'print JSON for programs instead of text for people')
    .addHelpText('after', EPILOGUE)
    .version(ownVersion(), '-V, --version', 'print the version of this command');
  for (const command of [
    startCommand(),
    doctorCommand(),
    whoamiCommand(),
    triggerCommand(),
    tailCommand(),
    publishCommand(),
    eventTypesCommand(),
    replayCommand(),
    queueCommand(),
    auditCommand(),
    verifyCommand(),
    whyCommand(),
    newCommand(),
    versionCommand(),
    ...resourceCommands(),
  ])
    program.addCommand(command);
  addExamples(program);
  return program;
}
