import { Command } from 'commander';
import { CommandFailed } from '../../output/command-failed.js';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import type { Row } from '../../output/table.js';
import { linesOf } from './line-of.js';
import { settingsOf, withSettings, type SettingsOptions } from './settings.js';

/** `kanca subscriptions update sub_… --rate-limit 20` */
export function updateSubscription(): Command {
  const command = new Command('update')
    .description('Change a subscription. What is left out is left alone.')
    .argument('<id>', NAMED.subscriptions);
  return withSettings(command).action(async (id: string, options: SettingsOptions, self: Command) => {
    if (Object.keys(options).length === 0)
      throw new CommandFailed(`Nothing to change: give ${command.options.map(({ long }) => long ?? '').join(', ')}.`, {
        code: 'usage',
      });
    const { api, print } = sessionOf(self);
    const path = await pathOfOne(api, 'subscriptions', id);
    const subscription = await api.call<Row>(path, { method: 'PATCH', body: settingsOf(options) });
    print(subscription, linesOf(subscription));
  });
}
