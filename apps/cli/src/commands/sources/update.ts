import { Command } from 'commander';
import type { ApiClient } from '../../hub/api-client.js';
import { CommandFailed } from '../../output/command-failed.js';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { cell, type Row } from '../../output/table.js';
import { settingsOf } from './settings-of.js';

interface UpdateOptions {
  readonly id?: string;
  readonly option?: readonly string[];
}

const NONE = 'none';

/** `kanca sources update github/acme --option tolerance=600` */
export function updateSource(): Command {
  return new Command('update')
    .description('Change a source. What is left out is left alone. Its secrets: kanca sources secrets.')
    .argument('<source>', NAMED.sources)
    .option('--id <id>', 'the last part of its URL; none for the main source of the provider. The URL changes')
    .option('--option <name=value...>', "the provider's other settings; name=none takes one away")
    .action(async (given: string, { id, option }: UpdateOptions, self: Command) => {
      if (id === undefined && option === undefined)
        throw new CommandFailed('Nothing to change: give --id or --option.', { code: 'usage' });
      const { api, print } = sessionOf(self);
      const path = await pathOfOne(api, 'sources', given);
      const source = await api.call<Row>(path, {
        method: 'PATCH',
        body: {
          name: id === NONE ? null : id,
          options: option === undefined ? undefined : await optionsOf(api, path, option),
        },
      });
      print(source, [`${cell(source, 'id')}  ${cell(source, 'state')}`, `  send webhooks to  ${cell(source, 'url')}`]);
    });
}

/** The API takes the options as a whole, so that those that are left out would be lost. */
async function optionsOf(api: ApiClient, path: string, assignments: readonly string[]): Promise<object> {
  const { options } = await api.call<{ options: object }>(path);
  const changed = Object.entries({ ...options, ...settingsOf(assignments) });
  return Object.fromEntries(changed.filter(([, value]) => value !== NONE));
}
