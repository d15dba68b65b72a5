import { compileFilters, KancaError, parseId, uuidOf, type FieldProblem } from '@kanca/core';
import type { EventSelection } from '../queries/event-selection.js';

/**
 * By what became of the last delivery of an event to a consumer: `dead` is a dead letter, `failed` a dead letter or one that waits for
 * its next attempt, `missing` none that was delivered and none under way.
 */
export type ReplayState = 'dead' | 'failed' | 'missing';

/** Which events are delivered again, and to whom. What is left out does not narrow. */
export interface ReplayFilter extends EventSelection {
  /** `evt_…`, up to 1,000. */
  readonly ids?: readonly string[] | undefined;
  readonly state?: ReplayState | undefined;
  /** `sub_…`, `hdl_…`, or a handler's name. */
  readonly consumer?: string | undefined;
  /** Everything, when nothing else narrows. */
  readonly all?: boolean | undefined;
}

/** A filter as the steps of a replay use it. */
export interface ReplayScope {
  /** `*`: every tenant. */
  readonly tenant: string;
  /** UUID. */
  readonly consumerId: string | null;
  /** UUIDs in ascending order. */
  readonly ids: readonly string[] | null;
  /** A regular expression of PostgreSQL. */
  readonly type: string | null;
  readonly source: string | null;
  readonly subject: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly state: ReplayState | null;
}

const MAX_IDS = 1_000;
const NARROWING = ['ids', 'type', 'source', 'subject', 'since', 'state', 'consumer'] as const;

/**
 * Checks a filter: an empty one is more likely a slip than a wish to deliver everything again.
 * @throws KancaError `invalid_request` naming the fields
 */
export function assertReplayFilter(filter: ReplayFilter): void {
  const problems: FieldProblem[] = [];
  if (filter.all !== true && NARROWING.every((name) => filter[name] === undefined))
    problems.push({
      field: 'filter',
      problem: `would deliver every event again: give one of ${NARROWING.join(', ')}, or "all": true if that is meant`,
    });
  if (filter.ids !== undefined && (filter.ids.length === 0 || filter.ids.length > MAX_IDS))
    problems.push({ field: 'filter.ids', problem: `expects 1 to ${String(MAX_IDS)} ids of events` });
  const strange = filter.ids?.find((id) => parseId('evt', id) === null);
  if (strange !== undefined)
    problems.push({
      field: 'filter.ids',
      problem: `has ${JSON.stringify(strange.slice(0, 64))}, which is no id of an event`,
    });
  if (filter.type?.startsWith('!') === true)
    problems.push({ field: 'filter.type', problem: 'is one pattern of types to take: it cannot exclude' });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
  if (filter.type !== undefined) compileFilters([filter.type]);
}

/** @param consumerId UUID of the only consumer that hears again @param until never later than this; null for no bound */
export function scopeOf(
  filter: ReplayFilter,
  tenant: string,
  consumerId: string | null,
  until: Date | null,
): ReplayScope {
  return {
    tenant,
    consumerId,
    ids: filter.ids === undefined ? null : [...new Set(filter.ids.map((id) => uuidOf('evt', id)))].sort(),
    type: filter.type === undefined ? null : regularExpressionOf(filter.type),
    source: filter.source ?? null,
    subject: filter.subject ?? null,
    since: filter.since ?? null,
    until,
    state: filter.state ?? null,
  };
}

/** An event type pattern (see `compileFilters`), so that PostgreSQL can pass over what does not match. */
export function regularExpressionOf(pattern: string): string {
  if (pattern === '*') return '^';
  const segments = pattern.split('.');
  const isOpen = segments.at(-1) === '*';
  const fixed = isOpen ? segments.slice(0, -1) : segments;
  const words = fixed.map((segment) => (segment === '*' ? '[^.]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return `^${words.join('\\.')}${isOpen ? '\\..' : '$'}`;
}
