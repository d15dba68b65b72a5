import { Command } from 'commander';
import { readSecret } from '../../input/read-data.js';
import type { ApiClient } from '../../hub/api-client.js';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { table, type Row } from '../../output/table.js';
import { lineOfSecret } from '../../output/line-of-secret.js';

interface Added {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: string | null;
}

/** `kanca subscriptions secrets ls|add|rm`: all that there are sign every notification. */
export function subscriptionSecrets(): Command {
  return new Command('secrets')
    .description('List, add and remove the secrets that sign. A secret is shown when it is made, and never again.')
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand());
}

function listCommand(): Command {
  return new Command('ls')
    .description('When each secret was added and last signed, and when it stops; newest first.')
    .argument('<id>', NAMED.subscriptions)
    .action(async (id: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const page = await api.call<{ data: Row[] }>(await pathOf(api, id));
      print(page, table(page.data, ['id', 'createdAt', 'expiresAt', 'lastUsedAt']));
    });
}

function addCommand(): Command {
  return new Command('add')
    .description('Add a secret that signs beside the others. Prints it, this once.')
    .argument('<id>', NAMED.subscriptions)
    .argument('[secret]', 'whsec_…, @file or @-; made when it is missing')
    .option('--until <time>', 'when it stops signing, RFC 3339: 2027-01-01T00:00:00Z')
    .action(async (id: string, secret: string | undefined, { until }: { until?: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const added = await api.call<Added>(await pathOf(api, id), {
        method: 'POST',
        body: { secret: secret === undefined ? undefined : readSecret(secret), expiresAt: until },
      });
      print(added, [
        `${added.id}  signs from now on${added.expiresAt === null ? '' : `, until ${added.expiresAt}`}; so do the others`,
        lineOfSecret('secret', added.secret),
      ]);
    });
}

function removeCommand(): Command {
  return new Command('rm')
    .description('Revoke a secret: from now on it signs nothing.')
    .argument('<id>', NAMED.subscriptions)
    .argument('<sid>', 'sec_…, as ls shows it')
    .action(async (id: string, sid: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      await api.call(`${await pathOf(api, id)}/${encodeURIComponent(sid)}`, { method: 'DELETE' });
      print({ id: sid }, [`${sid}  removed`]);
    });
}

async function pathOf(api: ApiClient, id: string): Promise<string> {
  return `${await pathOfOne(api, 'subscriptions', id)}/secrets`;
}
