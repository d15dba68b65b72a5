import { Command, Option } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import type { Row } from '../../output/table.js';
import { linesOfChecks } from './lines-of-checks.js';

interface Verified extends Row {
  readonly id: string;
  readonly verification: { readonly state: string; readonly method: string; readonly checks: readonly Row[] };
}

/** `kanca subscriptions verify sub_…`: exit code 1 unless it is verified, or waits for somebody's word. */
export function verifySubscription(): Command {
  return new Command('verify')
    .description('Verify an endpoint: it must accept a genuine call and refuse forged ones. Keeps the result.')
    .argument('<id>', NAMED.subscriptions)
    .addOption(new Option('--method <method>', 'how').choices(['calls', 'echo', 'options', 'manual']).default('calls'))
    .option('--type <type>', 'event type of the test notification')
    .option('--confirm', 'take my word for it (with --method manual)')
    .action(async (id: string, options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const verified = await api.call<Verified>(`${await pathOfOne(api, 'subscriptions', id)}/verify`, {
        method: 'POST',
        body: options,
      });
      const { state, method, checks } = verified.verification;
      print(verified, [`${verified.id}  ${state}  by ${method}`, ...linesOfChecks(checks)]);
      if (state === 'failed') process.exitCode = 1;
    });
}
