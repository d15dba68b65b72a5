import { Command } from 'commander';
import { sessionOf } from '../../session.js';
import { table } from '../../table.js';

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
  return new Command('attempts')
    .description('List its attempts, newest first: kanca deliveries get shows the whole of each.')
    .argument('<id>')
    .option('--limit <n>', '1 to 200', '50')
    .action(async (id: string, { limit }: { limit: string }, self: Command) => {
      const { api, print } = sessionOf(self);
      const path = `/subscriptions/${encodeURIComponent(id)}/attempts`;
      const page = await api.call<{ data: Attempt[] }>(path, { query: { limit } });
      const rows = page.data.map(({ startedAt, deliveryId, durationMs, ...attempt }) => ({
        ...attempt,
        time: startedAt,
        delivery: deliveryId,
        duration: `${String(durationMs)} ms`,
      }));
      const columns = ['time', 'delivery', 'number', 'outcome', 'status', 'duration', 'error'];
      print(page, rows.length === 0 ? ['no attempts'] : table(rows, columns));
    });
}
