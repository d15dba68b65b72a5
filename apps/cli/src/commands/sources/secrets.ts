import { Command } from 'commander';
import { NAMED } from '../../hub/one-of.js';
import { readSecret } from '../../input/read-data.js';
import { sessionOf } from '../../hub/session.js';
import { sourceIdOf } from '../../hub/sources-of-the-hub.js';
import { table } from '../../output/table.js';
import { startedAs } from '../../output/started-as.js';

interface SecretView {
  readonly sid: string;
  readonly createdAt: string;
  /** Of one that the provider handed over: the address that it came from. */
  readonly handedOverFrom: string | null;
}

/** `kanca sources secrets ls|add|rm`: a new one comes first, and the others stay good until they are removed. */
export function sourceSecretsCommand(): Command {
  return new Command('secrets')
    .description('List, add and remove the secrets of a source. No command shows their values.')
    .addCommand(listCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand());
}

function listCommand(): Command {
  return new Command('ls')
    .description('When each secret was added, newest first.')
    .argument('<source>', NAMED.sources)
    .action(async (given: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const { secrets } = await api.call<{ secrets: SecretView[] }>(`/sources/${await pathOf(api, given)}`);
      const rows = secrets.map(({ sid, createdAt, handedOverFrom }) => ({ sid, createdAt, handedOverFrom }));
      print({ data: rows }, rows.length === 0 ? ['no secrets'] : table(rows, ['sid', 'createdAt', 'handedOverFrom']));
    });
}

function addCommand(): Command {
  return new Command('add')
    .description('Add the newest secret.')
    .argument('<source>', NAMED.sources)
    .argument('<secret>', "the secret; or @file, or @- for standard input, to keep it out of the shell's history")
    .action(async (given: string, argument: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const added = await api.call<SecretView>(`/sources/${await pathOf(api, given)}/secrets`, {
        method: 'POST',
        body: { secret: readSecret(argument) },
      });
      print(added, [
        `${added.sid}  added; the others stay good until they are removed`,
        `  let in what was refused before:  ${startedAs()} rejections re-verify --source ${given}`,
      ]);
    });
}

function removeCommand(): Command {
  return new Command('rm')
    .description('Remove a secret.')
    .argument('<source>', NAMED.sources)
    .argument('<sid>', 'sec_…, as ls shows it')
    .action(async (given: string, sid: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      await api.call(`/sources/${await pathOf(api, given)}/secrets/${encodeURIComponent(sid)}`, { method: 'DELETE' });
      print({ sid }, [`${sid}  removed`]);
    });
}

async function pathOf(api: Parameters<typeof sourceIdOf>[0], given: string): Promise<string> {
  return encodeURIComponent(await sourceIdOf(api, given));
}
