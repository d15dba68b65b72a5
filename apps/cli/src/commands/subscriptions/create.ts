import { Command } from 'commander';
import { CommandFailed } from '../../output/command-failed.js';
import { readSecret } from '../../input/read-data.js';
import { sessionOf } from '../../hub/session.js';
import { cell, type Row } from '../../output/table.js';
import { lineOfSecret } from '../../output/line-of-secret.js';
import { linesOf } from './line-of.js';
import { settingsOf, withSettings, type SettingsOptions } from './settings.js';

interface CreateOptions {
  readonly uri?: string;
  readonly pull?: true;
  readonly secret?: string;
  readonly key?: string;
  readonly tenant?: string;
}

/** `kanca subscriptions create https://example.com/hooks --filter 'invoice.*'` */
export function createSubscription(): Command {
  const command = new Command('create')
    .description('Subscribe a URI to events, to all of them without --filter. Prints the signing secret, this once.')
    .argument('[uri]', 'where notifications go; none with --pull')
    .option('--pull', 'nobody is called: the subscriber fetches its deliveries')
    .option('--secret <secret>', 'whsec_…, @file or @-; made when it is missing')
    .option('--key <key>', 'a name of your own for it')
    .option('--tenant <tenant>', 'whose events; that of the API key when it is missing');
  return withSettings(command).action(
    async (uri: string | undefined, options: CreateOptions & SettingsOptions, self: Command) => {
      if (uri !== undefined && options.uri !== undefined)
        throw new CommandFailed('The URI is given twice: leave --uri out.');
      const { api, print } = sessionOf(self);
      const subscription = await api.call<Row>('/subscriptions', {
        method: 'POST',
        body: {
          ...settingsOf({ ...options, ...(uri === undefined ? {} : { uri }) }),
          delivery: options.pull === true ? 'pull' : undefined,
          secret: options.secret === undefined ? undefined : readSecret(options.secret),
          key: options.key,
          tenant: options.tenant,
        },
      });
      print(subscription, [...linesOf(subscription), lineOfSecret('secret', cell(subscription, 'secret'))]);
    },
  );
}
