import { CommandFailed } from '../output/command-failed.js';

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };

/** How the help of every `--since` and `--until` tells it. */
export const TIMES = '1h, 30m, 2d (that long ago), today, yesterday, 2026-01-15, or RFC 3339: 2026-01-15T08:00:00Z';

/**
 * A time as people write it, as RFC 3339. Days begin at midnight UTC, since every time that is printed is in UTC.
 * @param option what the user calls it: `--since`
 * @param now unix milliseconds
 * @throws CommandFailed naming the option
 * @example timeOf('--since', '30m', Date.parse('2026-01-15T08:00:00Z')) // '2026-01-15T07:30:00.000Z'
 */
export function timeOf(option: string, text: string, now: number): string {
  const word = text.trim().toLowerCase();
  const ms = agoOf(word, now) ?? dayOf(word, now) ?? absoluteOf(text.trim());
  if (ms === undefined || !Number.isFinite(ms) || ms < 0 || ms > 8.64e15)
    throw new CommandFailed(`${option} takes a time: ${TIMES}. It is ${JSON.stringify(text)}.`, { code: 'usage' });
  return new Date(ms).toISOString();
}

/** An option that may be missing. */
export function timeOrNone(option: string, text: string | undefined, now = Date.now()): string | undefined {
  return text === undefined ? undefined : timeOf(option, text, now);
}

function agoOf(word: string, now: number): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})\s*([smhdw])(?:\s*ago)?$/.exec(word) ?? [];
  return count === undefined ? undefined : now - Number(count) * (UNIT_MS[unit] ?? Number.NaN);
}

function dayOf(word: string, now: number): number | undefined {
  if (word === 'now') return now;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  if (word === 'today') return today;
  return word === 'yesterday' ? today - DAY_MS : undefined;
}

/** A day alone is its midnight in UTC; a time of day needs its zone, since the machine that runs this may be set to another. */
function absoluteOf(text: string): number | undefined {
  const isTime = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d))?$/.test(text);
  return isTime ? Date.parse(text) : undefined;
}
