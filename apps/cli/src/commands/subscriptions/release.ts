import { Command } from 'commander';
import { NAMED } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { secondsOf } from '../../input/duration-of.js';
import { namedOrAll, settle } from './settled.js';

interface ReleaseOptions {
  readonly error?: string;
  readonly retryAfter?: string;
}

/** `kanca subscriptions release sub_… lse_… --error 'The database is down.' --retry-after 5m` */
export function releaseDeliveries(): Command {
  return new Command('release')
    .description('Give deliveries of a lease back, those that are named or all: they are delivered again later.')
    .argument('<id>', NAMED.subscriptions)
    .argument('<lease>', 'lse_…, as fetch prints it')
    .argument('[delivery...]', 'dlv_…; all of the lease when none is named')
    .option('--error <text>', 'why; shown with the attempt')
    .option('--retry-after <duration>', "0, 90s, 15m, up to 1d (default: by the subscription's schedule)")
    .action(
      async (
        id: string,
        lease: string,
        deliveries: readonly string[],
        { error, retryAfter }: ReleaseOptions,
        self: Command,
      ) => {
        const retryAfterSeconds = retryAfter === undefined ? undefined : secondsOf('--retry-after', retryAfter);
        await settle(sessionOf(self), id, {
          verb: 'release',
          done: 'released',
          body: { lease, deliveries: namedOrAll(deliveries), error, retryAfterSeconds },
        });
      },
    );
}
