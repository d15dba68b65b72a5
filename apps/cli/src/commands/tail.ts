import { numberOf } from '../input/number-of.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { ApiClient } from '../hub/api-client.js';
import { sessionOf } from '../hub/session.js';
import { shortTime } from '../output/table.js';

interface EventSummary {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly receivedAt: string;
}

interface EventDetail extends EventSummary {
  readonly deliveries: readonly {
    readonly state: string;
    readonly attemptCount: number;
    readonly consumer: { readonly name: string };
  }[];
}

const EVERY_MS = 1_000;
/** By then first attempts are through, so that a line can say what became of them. */
const SETTLE_MS = 700;

/** `kanca tail`: events as they come, with what became of their deliveries. */
export function tailCommand(): Command {
  return new Command('tail')
    .description(
      'Show events as they arrive, with their deliveries. Ctrl-C ends it, with exit code 0. Times are in UTC.',
    )
    .option('--type <pattern>', 'only events of a type: github.push, or a pattern: stripe.*')
    .option('--last <n>', 'begin with the last n events', '0')
    .action(async ({ type, last: wanted }: { type?: string; last: string }, command: Command) => {
      process.once('SIGINT', () => process.exit(0));
      const last = numberOf('--last', wanted);
      const { api, print } = sessionOf(command);
      const first = await listAfter(api, type, '', Math.max(1, Math.min(200, last)));
      const shown = last > 0 ? first : [];
      let seen = first.at(-1)?.id ?? '';
      for (const event of shown) await show(api, event, print);
      for (;;) {
        await sleep(EVERY_MS);
        const events = await listAfter(api, type, seen, 200);
        if (events.length > 0) await sleep(SETTLE_MS);
        for (const event of events) await show(api, event, print);
        seen = events.at(-1)?.id ?? seen;
      }
    });
}

/** Events after an id, oldest first. Ids sort by time. */
async function listAfter(
  api: ApiClient,
  type: string | undefined,
  after: string,
  most: number,
): Promise<readonly EventSummary[]> {
  const found: EventSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call<{ data: EventSummary[]; nextCursor: string | null }>('/events', {
      query: { type, cursor, limit: Math.min(200, most) },
    });
    const fresh = page.data.filter(({ id }) => id > after);
    found.push(...fresh);
    cursor = fresh.length === page.data.length && found.length < most ? (page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  return found.slice(0, most).reverse();
}

async function show(
  api: ApiClient,
  { id }: EventSummary,
  print: (result: unknown, lines: readonly string[]) => void,
): Promise<void> {
  const event = await api.call<EventDetail>(`/events/${id}`);
  print(event, [
    `${shortTime(event.receivedAt)}  ${event.type.padEnd(32)}  ${event.id}  ${event.source}`,
    ...event.deliveries.map(
      ({ state, attemptCount, consumer }) =>
        `          ${mark(state)} ${state.padEnd(9)}  ${consumer.name}${attemptCount > 1 ? `  (attempt ${String(attemptCount)})` : ''}`,
    ),
  ]);
}

function mark(state: string): string {
  if (state === 'delivered') return '✓';
  return state === 'dead' ? '✗' : '…';
}
