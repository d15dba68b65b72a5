import { SignatureError } from '../refusals/signature-error.js';
import type { PartView } from './part.js';
import type { HeaderPart, PlacePart, SignatureFieldPart } from './parts.js';
import type { SourceOptions } from './scheme.js';

export type TimestampUnit = 'seconds' | 'milliseconds' | 'iso';

/** A time that the provider signs together with the body. A time that is not signed protects nothing: leave it alone. */
export interface SignedTimestamp {
  /** Where it stands, and where `sign` writes it. */
  readonly from: HeaderPart | SignatureFieldPart | PlacePart;
  readonly unit: TimestampUnit;
  /** How far it may be from our clock, both ways. The source's option `toleranceSeconds` comes first. */
  readonly toleranceSeconds: number;
}

const FORMS: Readonly<Record<TimestampUnit, RegExp>> = {
  seconds: /^\d{1,12}$/,
  milliseconds: /^\d{1,15}$/,
  iso: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
};

/**
 * Whether a signed time is near enough to ours; null when it is, else why not. Checked in both directions: a clock that runs ahead
 * would make a captured request good for longer.
 */
export function staleness(timestamp: SignedTimestamp, view: PartView): SignatureError | null {
  const text = Buffer.concat(timestamp.from.read(view)).toString('latin1');
  const at = readTimestamp(text, timestamp.unit);
  if (at === null)
    return new SignatureError(
      'timestamp_malformed',
      `the signed time ${JSON.stringify(text.slice(0, 40))} is not in ${nameOf(timestamp.unit)}`,
    );
  const tolerance = toleranceOf(timestamp, view.context.options);
  const seconds = Math.round((view.context.now - at) / 1_000);
  if (Math.abs(view.context.now - at) <= tolerance * 1_000) return null;
  return new SignatureError(
    'timestamp_stale',
    `the request was signed ${String(Math.abs(seconds))} s ${seconds > 0 ? 'before' : 'after'} this server's time and ` +
      `${String(tolerance)} s are tolerated: a late retry, a replay, or a clock that is wrong`,
  );
}

/** The tolerance that is in force for a source, in seconds. */
export function toleranceOf(timestamp: Pick<SignedTimestamp, 'toleranceSeconds'>, options: SourceOptions): number {
  const own = options['toleranceSeconds'];
  return typeof own === 'number' ? own : timestamp.toleranceSeconds;
}

/** Milliseconds since the Unix epoch, or null when the text is not a time in that unit. */
export function readTimestamp(text: string, unit: TimestampUnit): number | null {
  if (!FORMS[unit].test(text)) return null;
  const at = unit === 'iso' ? Date.parse(text) : Number(text) * (unit === 'seconds' ? 1_000 : 1);
  return Number.isFinite(at) ? at : null;
}

export function writeTimestamp(now: number, unit: TimestampUnit): string {
  if (unit === 'iso') return new Date(now).toISOString();
  return String(Math.floor(unit === 'seconds' ? now / 1_000 : now));
}

function nameOf(unit: TimestampUnit): string {
  return unit === 'iso' ? 'ISO 8601 form' : unit;
}
