import { Command } from 'commander';
import { NAMED } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { namedOrAll, settle } from './settled.js';

/** `kanca subscriptions commit sub_… lse_…` */
export function commitDeliveries(): Command {
  return new Command('commit')
    .description('Say that deliveries of a lease are done with: those that are named, or all.')
    .argument('<id>', NAMED.subscriptions)
    .argument('<lease>', 'lse_…, as fetch prints it')
    .argument('[delivery...]', 'dlv_…; all of the lease when none is named')
    .action(async (id: string, lease: string, deliveries: readonly string[], _options: object, self: Command) => {
      await settle(sessionOf(self), id, {
        verb: 'commit',
        done: 'committed',
        body: { lease, deliveries: namedOrAll(deliveries) },
      });
    });
}
