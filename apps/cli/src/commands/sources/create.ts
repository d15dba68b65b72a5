import { Command } from 'commander';
import { readSecret } from '../../input/read-data.js';
import { sessionOf } from '../../hub/session.js';
import { cell, type Row } from '../../output/table.js';
import { startedAs } from '../../output/started-as.js';
import { settingsOf } from './settings-of.js';

/** `kanca sources create github --secret @github.secret` */
export function createSource(): Command {
  return new Command('create')
    .description('Make a source: an account of a provider that may send to the hub.')
    .argument('<provider>', 'github, stripe, slack, …: kanca providers ls shows them all')
    .option('--id <id>', 'the last part of its URL, when the provider has several sources')
    .option('--secret <secret...>', 'the secret, @file or @-; may be given more than once, newest first')
    .option('--option <name=value...>', "the provider's other settings")
    .action(async (provider: string, options: { id?: string; secret?: string[]; option?: string[] }, self: Command) => {
      const { api, print } = sessionOf(self);
      const source = await api.call<Row>('/sources', {
        method: 'POST',
        body: {
          provider,
          id: options.id,
          secrets: (options.secret ?? []).map(readSecret),
          options: settingsOf(options.option ?? []),
        },
      });
      print(source, [
        `${cell(source, 'id')}  ${cell(source, 'state')}`,
        `  send webhooks to  ${cell(source, 'url')}`,
        `  try it with       ${startedAs()} trigger ${provider}${options.id === undefined ? '' : ` --source ${options.id}`}`,
      ]);
    });
}
