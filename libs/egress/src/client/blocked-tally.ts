import { storableText } from '@kanca/core';
import type { BlockedReport } from './blocked-report.js';

/** Blocked calls that are alike, since the tally was last emptied. */
export interface TalliedCalls extends BlockedReport {
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

const MAX_KINDS = 1_000;
const MAX_DESTINATION_LENGTH = 300;
const MAX_DETAIL_LENGTH = 1_000;

/** Counts blocked calls until they are written down: a thousand attempts at one address are one line, and one write. */
export class BlockedTally {
  private kinds = new Map<string, TalliedCalls>();
  private kindsOf = new Map<string | undefined, number>();

  /**
   * Texts are made storable here, before they are compared: two that were stored as the same would be two rows of one statement, which
   * PostgreSQL refuses, with the calls of all other tenants. A thousand kinds are kept, so that invented addresses
   * fill no memory. A tenant may add kinds as long as it has fewer than are left, so that none leaves others out.
   */
  add(report: BlockedReport, nowMs: number): void {
    const destination = storableText(report.destination.slice(0, MAX_DESTINATION_LENGTH));
    const { reason, purpose, owner } = report;
    const key = JSON.stringify([destination, reason, purpose, owner?.tenant, owner?.subscription]);
    const known = this.kinds.get(key);
    if (known === undefined) {
      const mine = this.kindsOf.get(owner?.tenant) ?? 0;
      if (mine >= MAX_KINDS - this.kinds.size) return;
      this.kindsOf.set(owner?.tenant, mine + 1);
    }
    const detail = storableText(report.detail.slice(0, MAX_DETAIL_LENGTH));
    this.kinds.set(key, {
      ...report,
      destination,
      detail,
      count: (known?.count ?? 0) + 1,
      firstAtMs: known?.firstAtMs ?? nowMs,
      lastAtMs: nowMs,
    });
  }

  /** Everything since the last time. */
  drain(): readonly TalliedCalls[] {
    const drained = [...this.kinds.values()];
    this.kinds = new Map();
    this.kindsOf = new Map();
    return drained;
  }
}
