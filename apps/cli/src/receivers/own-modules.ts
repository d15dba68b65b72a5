import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { contentsOfModules, loadUserModules, type ModuleContents } from '@kanca/receivers';
import { CommandFailed } from '../output/command-failed.js';

const run = promisify(execFile);

/**
 * What the modules hold that a hub would load here: those of `KANCA_MODULES`, or of `modules` in kanca.yaml.
 * @throws CommandFailed when one of them cannot be loaded
 */
export async function ownModules(): Promise<ModuleContents> {
  try {
    return await contentsOfModules(await loadUserModules(await moduleNames()));
  } catch (error) {
    throw new CommandFailed(error instanceof Error ? error.message : String(error));
  }
}

/** The hub's own code reads its configuration, so that both always see the same. */
async function moduleNames(): Promise<readonly string[]> {
  const main = fileURLToPath(import.meta.resolve('@kanca/hub/print-modules'));
  const { stdout } = await run(process.execPath, [main]).catch((error: unknown) => {
    throw new Error(error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error));
  });
  const names: unknown = JSON.parse(stdout);
  return Array.isArray(names) ? names.map(String) : [];
}
