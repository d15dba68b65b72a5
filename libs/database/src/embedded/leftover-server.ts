import { setTimeout as sleep } from 'node:timers/promises';
import { KancaError } from '@kanca/core';
import type { Observer } from '@kanca/core';
import { commandLine, isListed } from './command-line.js';
import { readPostmasterFile, removePostmasterFile } from './postmaster-file.js';
import type { ServerHome } from './server-home.js';
import { runsOnCluster } from './runs-on-cluster.js';
import { shutDown } from './shut-down.js';

/** How long a server that is just coming or going may take to say whose it is. */
const ANSWER_TIMEOUT_MS = 60_000;
/** A server listens within a moment of writing its file. */
const LISTENS_WITHIN_MS = 10_000;

/** What the system says of processes. */
export interface SystemProcesses {
  /** See `commandLine`. */
  commandLine(pid: number): Promise<string | null>;
  isListed(pid: number): boolean;
}

/**
 * Stops the server that a killed hub has left running on this cluster. It is stopped and not adopted: so the server is always a
 * child of its hub, has the settings and the binaries of this version, and no transaction of the dead hub lives on. It costs
 * about a tenth of a second. The caller holds the directory's claim, so no other hub uses that server.
 * @returns whether there was one
 * @throws KancaError `unavailable` or `conflict` when it neither answers nor ends
 */
export async function stopLeftoverServer(
  home: ServerHome,
  observer: Observer,
  processes: SystemProcesses = { commandLine, isListed },
): Promise<boolean> {
  const startedAt = performance.now();
  for (;;) {
    const found = await look(home, processes);
    if (found.kind === 'nobody') return false;
    const { pid } = found;
    if (found.kind === 'ours') {
      const hasEnded = async (): Promise<boolean> => (await processes.commandLine(pid)) === null;
      await shutDown({ pid, hasEnded, binaries: home.binaries, observer });
      return true;
    }
    const waitedMs = performance.now() - startedAt;
    if (found.kind === 'stranger' && waitedMs > LISTENS_WITHIN_MS) {
      await removePostmasterFile(home.cluster);
      return false;
    }
    if (waitedMs > ANSWER_TIMEOUT_MS)
      throw new KancaError(
        'unavailable',
        `A PostgreSQL server (process ${String(pid)}) runs on ${home.cluster} but does not answer: ` +
          `stop it with "kill -INT ${String(pid)}".`,
      );
    await sleep(50);
  }
}

/**
 * `stranger`: the system does not tell what the process is (another user's, where `/proc` hides those), and nobody listens on the server's port.
 * It may be any program that got the process id of a server that has ended.
 */
type Found = { readonly kind: 'nobody' } | { readonly kind: 'ours' | 'silent' | 'stranger'; readonly pid: number };

async function look(home: ServerHome, processes: SystemProcesses): Promise<Found> {
  const file = await readPostmasterFile(home.cluster);
  if (file === null) return { kind: 'nobody' };
  const { pid, port } = file;
  const command = pid === null ? null : await processes.commandLine(pid);
  if (pid !== null && command !== null && couldBeServer(command, port)) {
    const answer = port === null ? 'silent' : await runsOnCluster(home, port);
    if (answer === 'yes') return { kind: 'ours', pid };
    if (answer !== 'no') return { kind: answer === 'refused' && command === '' ? 'stranger' : 'silent', pid };
  }
  // PostgreSQL passes over the file of a process that has gone. It does not start beside one whose process id is still listed:
  // for a zombie or for another program.
  if (pid === null || processes.isListed(pid)) await removePostmasterFile(home.cluster);
  return { kind: 'nobody' };
}

/** After a restart of the machine or the container the process id may have gone to any program. */
function couldBeServer(command: string, port: number | null): boolean {
  const isUnknown = command === '';
  return isUnknown || (command.includes('postgres') && (port === null || command.includes(`port=${String(port)}`)));
}
