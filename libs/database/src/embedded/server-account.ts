import { lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KancaError } from '@kanca/core';
import { whenMissing } from '../error-code.js';

/** The user that PostgreSQL runs as when the hub itself is root, because PostgreSQL refuses to be root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on every Linux distribution of the last ten years. Nothing has to be created on the machine. */
const NOBODY: ServerAccount = { uid: 65_534, gid: 65_534 };

/**
 * Who the server is to run as: null stands for the user of this process. A cluster that is there keeps its owner.
 * @throws KancaError `conflict` when the cluster belongs to somebody that this process cannot become
 */
export async function serverAccount(home: string): Promise<ServerAccount | null> {
  const self = process.geteuid?.();
  if (self === undefined) return null;
  const owner = await stat(home).catch(whenMissing(null));
  if (self === 0) return owner === null || owner.uid === 0 ? NOBODY : { uid: owner.uid, gid: owner.gid };
  if (owner !== null && owner.uid !== self)
    throw new KancaError(
      'conflict',
      `${home} belongs to user ${String(owner.uid)}, but the hub runs as user ${String(self)} (it ran as root before?): ` +
        `start it as root again, or run "chown -R ${String(self)} ${home}".`,
    );
  return null;
}

/** Makes a folder and everything in it the account's own. Does nothing when it is so already. */
export async function giveTo(account: ServerAccount | null, folder: string): Promise<void> {
  if (account === null || (await stat(folder)).uid === account.uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid);
  // The folder last: it is what the next start looks at, should this one be cut short.
  await lchown(folder, account.uid, account.gid);
}
