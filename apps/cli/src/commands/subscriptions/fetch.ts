import { Command } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { secondsOf } from '../../input/duration-of.js';
import { numberOf } from '../../input/number-of.js';

interface Fetched {
  readonly lease: string | null;
  readonly deliveries: readonly {
    readonly id: string;
    readonly attempt: number;
    readonly type: string;
    readonly body: string;
  }[];
}

/** `kanca subscriptions fetch sub_…`: what waits for a subscriber that nobody can call. */
export function fetchDeliveries(): Command {
  return new Command('fetch')
    .description(
      'Lease what waits for a subscription with "delivery": "pull"; what is not committed in time comes again.',
    )
    .argument('<id>', NAMED.subscriptions)
    .option('--limit <n>', 'how many at most, 1 to 200 (default: 50)')
    .option('--lease <duration>', 'for how long nobody else gets them: 90s, 15m, up to 1h (default: 30s)')
    .option('--wait <duration>', 'how long to wait when nothing is there, up to 30s')
    .option('--commit', 'they are done with as soon as they are printed')
    .action(
      async (
        id: string,
        { limit, lease, wait, commit }: { limit?: string; lease?: string; wait?: string; commit?: true },
        self: Command,
      ) => {
        const { api, print } = sessionOf(self);
        const path = await pathOfOne(api, 'subscriptions', id);
        const fetched = await api.call<Fetched>(`${path}/fetch`, {
          method: 'POST',
          body: {
            limit: limit === undefined ? undefined : numberOf('--limit', limit),
            leaseSeconds: lease === undefined ? undefined : secondsOf('--lease', lease),
            waitSeconds: wait === undefined ? undefined : secondsOf('--wait', wait),
          },
        });
        const lines = fetched.deliveries.map(
          ({ id: delivery, attempt, type, body }) => `${delivery}  ${String(attempt)}  ${type}  ${body}`,
        );
        print(fetched, lines.length === 0 ? ['Nothing waits.'] : [...lines, `lease  ${String(fetched.lease)}`]);
        if (commit === true && fetched.lease !== null)
          await api.call(`${path}/commit`, { method: 'POST', body: { lease: fetched.lease } });
      },
    );
}
