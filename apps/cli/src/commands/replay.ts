import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { ApiClient } from '../hub/api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { consumerOf } from '../hub/one-of.js';
import { sessionOf, type Session } from '../hub/session.js';
import { startedAs } from '../output/started-as.js';
import { numberOf } from '../input/number-of.js';
import { TIMES, timeOf } from '../input/time-of.js';
import { printLines } from '../output/print.js';

interface ReplayView {
  readonly id: string;
  readonly state: string;
  readonly progress: {
    readonly examined: number;
    readonly made: number;
    readonly hastened: number;
    readonly skipped: number;
    readonly gone: number;
  };
  readonly error: string | null;
}

interface Forecast {
  readonly count: number;
  readonly complete: boolean;
  readonly examined: number;
  readonly skipped: number;
  readonly gone: number;
}

interface ReplayOptions {
  readonly type?: string;
  readonly source?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
  readonly state?: string;
  readonly consumer?: string;
  readonly all?: boolean;
  readonly rate?: string;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
}

const ASK_EVERY_MS = 500;

/** `kanca replay evt_…`, and `kanca replay --state dead --since 2026-01-15T08:00:00Z`. */
export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Deliver events again: one, or all that match. Shows the job; see kanca replays for what to do with it.',
    )
    .argument('[event]', 'evt_…')
    .option('--type <pattern>', 'invoice.paid, stripe.*')
    .option('--source <source>', 'as events show it: /github/acme')
    .option('--subject <subject>', 'what the event is about, as it was published')
    .option('--since <time>', `received from then on: ${TIMES}`)
    .option('--until <time>', 'received before then; as for --since')
    .option('--state <state>', 'dead, failed (dead, or waiting for its next attempt) or missing (never delivered)')
    .option(
      '--consumer <consumer>',
      'the only one that hears again: the id (sub_…, hdl_…), key or name of a subscription or a handler',
    )
    .option('--all', 'everything; needed when nothing else is given')
    .option('--rate <n>', 'deliveries a second')
    .option('--dry-run', 'only count')
    .option('--wait', 'show the progress until the job ends')
    .action(async (event: string | undefined, given: ReplayOptions, self: Command) => {
      const session = sessionOf(self);
      if (event === undefined) assertNarrowed(given);
      const options = await asTheApiHasThem(session.api, given);
      if (event !== undefined) await replayEvent(session, event, options);
      else if (options.dryRun === true) await forecast(session, options);
      else await replayMany(session, options);
    });
}

/** What narrows a replay: without any of it, it would be of every event. */
const NARROWING = ['state', 'type', 'source', 'subject', 'since', 'consumer'] as const;

/** What the API would answer, in the words of the command. */
function assertNarrowed(options: ReplayOptions): void {
  if (options.all === true || NARROWING.some((name) => options[name] !== undefined)) return;
  throw new CommandFailed(
    'That would deliver every event again. Give an event (evt_…), say which events with --state, --type, --source, --subject, --since or --consumer, or give --all if every event is meant.\n' +
      'Example: kanca replay --state dead --since 1h --dry-run',
    { code: 'usage' },
  );
}

/** Times as RFC 3339, the source as events show it, the consumer by its id. */
async function asTheApiHasThem(
  api: ApiClient,
  { since, until, source, consumer, ...rest }: ReplayOptions,
): Promise<ReplayOptions> {
  return {
    ...rest,
    ...(since !== undefined && { since: timeOf('--since', since, Date.now()) }),
    ...(until !== undefined && { until: timeOf('--until', until, Date.now()) }),
    ...(source !== undefined && { source: source.startsWith('/') || source.includes(':') ? source : `/${source}` }),
    ...(consumer !== undefined && { consumer: await consumerOf(api, consumer) }),
  };
}

async function replayEvent({ api, print }: Session, event: string, options: ReplayOptions): Promise<void> {
  const { consumer, ...rest } = options;
  const [unfit] = Object.keys(rest);
  if (unfit !== undefined)
    throw new CommandFailed(
      `--${unfit === 'dryRun' ? 'dry-run' : unfit} is for many events; with one, only --consumer fits.`,
      { code: 'usage' },
    );
  const result = await api.call<{ id: string; deliveries: number; skipped: number }>(
    `/events/${encodeURIComponent(event)}/replay`,
    { method: 'POST', body: { consumer } },
  );
  const skipped = result.skipped === 0 ? '' : `; ${String(result.skipped)} under way already`;
  print(result, [`${result.id}  ${deliveries(result.deliveries)} made${skipped}`]);
}

async function forecast({ api, print }: Session, options: ReplayOptions): Promise<void> {
  const result = await api.call<Forecast>('/replays', { method: 'POST', body: bodyOf(options) });
  const { count, complete, examined, skipped, gone } = result;
  print(result, [
    `${complete ? '' : 'at least '}${deliveries(count)} would be made (dry run: nothing was)`,
    `  ${events(examined)} looked at, ${remarks(skipped, gone)}`,
  ]);
}

async function replayMany({ api, print, isJson }: Session, options: ReplayOptions): Promise<void> {
  const replay = await api.call<ReplayView>('/replays', { method: 'POST', body: bodyOf(options) });
  if (options.wait !== true) {
    print(replay, [
      `${replay.id}  ${replay.state}`,
      `  see how far it is  ${startedAs()} replays get ${replay.id}`,
      `  stop it            ${startedAs()} replays cancel ${replay.id}`,
    ]);
    return;
  }
  const ended = await untilItEnds(api, replay, isJson ? () => undefined : (line) => printLines([line]));
  print(ended, [`${ended.id}  ${ended.state}`]);
  if (ended.state !== 'done')
    throw new CommandFailed(
      `The replay ${ended.id} is ${ended.state}${ended.error === null ? '' : `: ${ended.error}`}. ` +
        `Let it go on with: kanca replays resume ${ended.id}`,
    );
}

/** A paused replay is waited for: somebody may resume it. */
async function untilItEnds(api: ApiClient, started: ReplayView, show: (line: string) => unknown): Promise<ReplayView> {
  let shown = '';
  for (let replay = started; ; replay = await api.call<ReplayView>(`/replays/${started.id}`)) {
    const { examined, made, hastened, skipped, gone } = replay.progress;
    const line = `${replay.state}: ${events(examined)} looked at, ${deliveries(made + hastened)} made, ${remarks(skipped, gone)}`;
    if (line !== shown) show(line);
    shown = line;
    if (['done', 'cancelled', 'failed'].includes(replay.state)) return replay;
    await sleep(ASK_EVERY_MS);
  }
}

function bodyOf({ rate, dryRun, wait: _wait, ...filter }: ReplayOptions): object {
  return { filter, dryRun, rate: rate === undefined ? undefined : numberOf('--rate', rate) };
}

function events(count: number): string {
  return `${String(count)} ${count === 1 ? 'event' : 'events'}`;
}

function deliveries(count: number): string {
  return `${String(count)} ${count === 1 ? 'delivery' : 'deliveries'}`;
}

function remarks(skipped: number, gone: number): string {
  return `${String(skipped)} under way already, ${String(gone)} too old to replay`;
}
