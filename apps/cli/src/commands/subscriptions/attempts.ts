import { Command } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { paged } from '../../hub/paged.js';
import { listOf, moreLine, type PageOptions } from '../../hub/pages.js';
import { table } from '../../output/table.js';

interface Attempt {
  readonly startedAt: string;
  readonly deliveryId: string;
  readonly number: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
}

/** `kanca subscriptions attempts sub_…` */
export function listAttempts(): Command {
  const command = new Command('attempts')
    .description('List its attempts, newest first: kanca deliveries get shows the whole of each.')
    .argument('<id>', NAMED.subscriptions);
  return paged(command).action(async (id: string, options: PageOptions, self: Command) => {
    const { api, print } = sessionOf(self);
    const path = `${await pathOfOne(api, 'subscriptions', id)}/attempts`;
    const page = await listOf<Attempt>(api, path, options);
    const rows = page.data.map(({ startedAt, deliveryId, durationMs, ...attempt }) => ({
      ...attempt,
      time: startedAt,
      delivery: deliveryId,
      duration: `${String(durationMs)} ms`,
    }));
    const columns = ['time', 'delivery', 'number', 'outcome', 'status', 'duration', 'error'];
    print(page, rows.length === 0 ? ['no attempts'] : [...table(rows, columns), ...moreLine(page)]);
  });
}
