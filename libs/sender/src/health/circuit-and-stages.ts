import { storableText } from '@kanca/core';
import type { HealthStage } from '../model/endpoint-health-view.js';
import type { HealthPolicy } from '../settings/health-policy.js';

/** How an endpoint is that has failed since it last worked. One that works has none. Times in milliseconds since 1970. */
export interface HealthRecord {
  readonly failingSince: number;
  readonly failures: number;
  /** Of those, the ones that were the endpoint's fault. */
  readonly faults: number;
  readonly stage: HealthStage;
  /** How many times in a row the circuit has opened. */
  readonly opened: number;
  /** Until when it is left alone; one delivery at a time after that. Null while the circuit is closed. */
  readonly openUntil: number | null;
  readonly lastFailureAt: number;
  readonly lastError: string | null;
}

/** Failures of one moment, of one endpoint. */
export interface Failures {
  readonly count: number;
  readonly faults: number;
  readonly error: string | null;
}

export interface Judgement {
  readonly record: HealthRecord;
  /** How long it is to be left alone from now on; null when nothing changes. */
  readonly openForMs: number | null;
  /** The stage that it has just reached; null when it is where it was. */
  readonly reached: HealthStage | null;
}

const MAX_ERROR_LENGTH = 2_000;

/** What failures make of an endpoint's health: pure, so that every path of it can be tried. */
export function judgeFailures(
  before: HealthRecord | null,
  failures: Failures,
  now: number,
  policy: HealthPolicy,
): Judgement {
  const record: HealthRecord = {
    failingSince: before?.failingSince ?? now,
    failures: (before?.failures ?? 0) + failures.count,
    faults: (before?.faults ?? 0) + failures.faults,
    stage: before?.stage ?? 'failing',
    opened: before?.opened ?? 0,
    openUntil: before?.openUntil ?? null,
    lastFailureAt: now,
    // It may be the words of an endpoint or of somebody's code, and is written together with the health of others.
    lastError:
      failures.error === null ? (before?.lastError ?? null) : storableText(failures.error.slice(0, MAX_ERROR_LENGTH)),
  };
  const stage = stageOf(record, now, policy);
  const reached = stage === record.stage ? null : stage;
  const openForMs = failures.faults > 0 && opensNow(record, now, policy) ? openFor(record.opened, stage, policy) : null;
  return {
    record: {
      ...record,
      stage,
      ...(openForMs === null ? {} : { opened: record.opened + 1, openUntil: now + openForMs }),
    },
    openForMs,
    reached,
  };
}

/** While it is open, what fails is what was on its way when it opened: only the probe, after that, says anything. */
function opensNow({ faults, openUntil }: HealthRecord, now: number, policy: HealthPolicy): boolean {
  return openUntil === null ? faults >= policy.opensAfter : now >= openUntil;
}

function openFor(opened: number, stage: HealthStage, policy: HealthPolicy): number {
  const usual = Math.min(policy.longestOpenMs, policy.firstOpenMs * 2 ** Math.min(opened, 30));
  return stage === 'probation' ? Math.max(usual, policy.probationOpenMs) : usual;
}

function stageOf({ failingSince, failures, stage }: HealthRecord, now: number, policy: HealthPolicy): HealthStage {
  if (failures < policy.enoughFailures) return stage;
  const forMs = now - failingSince;
  if (forMs >= policy.disableAfterMs) return 'disabled';
  if (forMs >= policy.probationAfterMs) return 'probation';
  return forMs >= policy.warnAfterMs ? 'warned' : stage;
}
