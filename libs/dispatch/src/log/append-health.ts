import { Observer } from '@kanca/core';
import { whyUnavailable } from '@kanca/database';
import { Injectable } from '@nestjs/common';

/** So long may nothing be stored before the hub says that it is not ready. */
const PATIENCE_MS = 3_000;
/** So long after the last failure it is tried again: a hub that gets no requests cannot show that it works. */
const MEMORY_MS = 10_000;

/** Remembers whether events can be stored, from what became of the last ones: a database may answer every question and yet store nothing. */
@Injectable()
export class AppendHealth {
  private pending = 0;
  /** Since when something waits and nothing was stored. */
  private waitingSince = 0;
  private failingSince: number | null = null;
  private failedAt = 0;
  private sentence = '';
  private storedAt = -Infinity;

  constructor(private readonly observer: Observer) {}

  began(): void {
    if (this.pending === 0) this.waitingSince = performance.now();
    this.pending++;
  }

  stored(): void {
    this.pending--;
    this.storedAt = performance.now();
    this.waitingSince = this.storedAt;
    if (this.failingSince !== null) this.observer.noted('Events are stored again', {}, 'info');
    this.failingSince = null;
    this.sentence = '';
  }

  /** Of an error of which `isUnavailable` is true. */
  failed(error: unknown): void {
    this.pending--;
    this.failedAt = performance.now();
    this.failingSince ??= this.failedAt;
    const { sentence } = whyUnavailable(error);
    if (sentence !== this.sentence) this.observer.faulted(`storing events: ${sentence}`, error);
    this.sentence = sentence;
  }

  /** It failed for another reason, or was refused before it began. */
  dismissed(): void {
    this.pending--;
  }

  /** Whether something was stored within the last seconds. */
  get isProven(): boolean {
    return performance.now() - this.storedAt < PATIENCE_MS;
  }

  /** Why nothing can be stored, as a sentence; null when nothing is known against it. */
  get obstacle(): string | null {
    const now = performance.now();
    if (this.failingSince !== null && now - this.failedAt < MEMORY_MS && now - this.failingSince >= PATIENCE_MS)
      return `Events cannot be stored: ${this.sentence}`;
    if (this.pending > 0 && now - this.waitingSince >= PATIENCE_MS)
      return `Events cannot be stored: the database has not answered for ${String(Math.floor((now - this.waitingSince) / 1_000))} s.`;
    return null;
  }
}
