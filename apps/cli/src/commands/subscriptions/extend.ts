import { Command } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { secondsOf } from '../../input/duration-of.js';

/** `kanca subscriptions extend sub_… lse_… --for 5m` */
export function extendLease(): Command {
  return new Command('extend')
    .description('Hold a lease for longer.')
    .argument('<id>', NAMED.subscriptions)
    .argument('<lease>', 'lse_…, as fetch prints it')
    .option('--for <duration>', 'from now on: 90s, 15m, up to 1h', '30s')
    .action(async (id: string, lease: string, options: { readonly for: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const extended = await api.call<{ leaseUntil: string }>(`${await pathOfOne(api, 'subscriptions', id)}/extend`, {
        method: 'POST',
        body: { lease, leaseSeconds: secondsOf('--for', options.for) },
      });
      print(extended, [`${lease}  yours until ${extended.leaseUntil}`]);
    });
}
