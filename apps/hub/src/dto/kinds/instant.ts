import { fault, notA, type Kind } from '../kind.js';

const RFC3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A time: RFC 3339 in JSON, a `Date` in code. */
export const instant: Kind = {
  faults(value) {
    if (typeof value !== 'string') return notA('a text', value);
    return isInstant(value) ? [] : fault('has to be an RFC 3339 time, such as 2026-01-15T08:00:00Z');
  },
  schema: () => ({ type: 'string', format: 'date-time' }),
  read: (value) => (typeof value === 'string' ? new Date(value) : value),
};

/** Not the 30th of February, which `Date` would take for the 2nd of March. */
function isInstant(written: string): boolean {
  const [, year, month, day] = RFC3339.exec(written) ?? [];
  if (day === undefined) return false;
  return new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() >= Number(day);
}
