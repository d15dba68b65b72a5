/** ISO 8601 with a date alone, which `Date` takes for UTC by itself. */
const DATE = /^\d{4}-\d{2}(?:-\d{2})?$/;
const TIME_OF_DAY = /\d{1,2}:\d{2}/;
const ZONE = /(?:Z|\b(?!AM|PM)[A-Z]{2,5}|[+-]\d{2}(?::?\d{2})?)(?:\s*\([^)]*\))?$/i;
const TIME_THAT_ENDS = /\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?<rest>\D.*)?$/;
/** The longest that programs write have a zone in words: "Wed Jul 01 2026 12:00:00 GMT+0000 (Coordinated Universal Time)" has 62. */
const MAX_CHARACTERS = 100;

/**
 * The time in a text, in every time zone of this machine: a time without a zone is UTC, which is what programs mean that
 * leave it out. Undefined when it says none, or is longer than 100 characters: `Date` would read "5" as a day in May.
 * @example utcTime('2026-07-01 12:00:00')?.toISOString() // '2026-07-01T12:00:00.000Z'
 */
export function utcTime(text: string): Date | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const trimmed = text.trim();
  if (DATE.test(trimmed)) return valid(new Date(trimmed));
  if (!hasDateAndTime(trimmed)) return undefined;
  const rest = TIME_THAT_ENDS.exec(trimmed)?.groups?.['rest'] ?? '';
  if (ZONE.test(rest.trim())) return valid(new Date(trimmed));
  const isIso = /^\d{4}-\d{2}-\d{2}[T ]/.test(trimmed);
  return valid(new Date(isIso ? `${trimmed.replace(' ', 'T')}Z` : `${trimmed} UTC`));
}

/** A time of day somewhere, and a year or a day of the month before it. */
function hasDateAndTime(text: string): boolean {
  const date = text.search(/\d/);
  return date !== -1 && TIME_OF_DAY.test(text.slice(date + 1));
}

function valid(time: Date): Date | undefined {
  return Number.isNaN(time.getTime()) ? undefined : time;
}
