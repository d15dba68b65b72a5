/** ISO 8601 with a date alone, which `Date` takes for UTC by itself. */
const DATE = /^\d{4}-\d{2}(?:-\d{2})?$/;
/** A time of day somewhere, and a year or a day of the month before it. */
const DATE_AND_TIME = /\d.*\d{1,2}:\d{2}/;
const ZONE = /(?:Z|\b(?!AM|PM)[A-Z]{2,5}|[+-]\d{2}(?::?\d{2})?)(?:\s*\([^)]*\))?$/i;
const TIME_THAT_ENDS = /\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?<rest>.*)$/;

/**
 * The time in a text, in every time zone of this machine: a time without a zone is UTC, which is what programs mean that
 * leave it out. Undefined when it says none: `Date` would read "5" as a day in May.
 * @example utcTime('2026-07-01 12:00:00')?.toISOString() // '2026-07-01T12:00:00.000Z'
 */
export function utcTime(text: string): Date | undefined {
  const trimmed = text.trim();
  if (DATE.test(trimmed)) return valid(new Date(trimmed));
  if (!DATE_AND_TIME.test(trimmed)) return undefined;
  const rest = TIME_THAT_ENDS.exec(trimmed)?.groups?.['rest'] ?? '';
  if (ZONE.test(rest.trim())) return valid(new Date(trimmed));
  const isIso = /^\d{4}-\d{2}-\d{2}[T ]/.test(trimmed);
  return valid(new Date(isIso ? `${trimmed.replace(' ', 'T')}Z` : `${trimmed} UTC`));
}

function valid(time: Date): Date | undefined {
  return Number.isNaN(time.getTime()) ? undefined : time;
}
