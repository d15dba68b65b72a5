import type { WebhookEvent } from '@kanca/core';
import type { OriginalBody, OriginalRequests } from '@kanca/dispatch/operator';

/** What a provider sent, for formats that pass it on. It may be large: the reader gives it back after use. */
export class BorrowedOriginal {
  private readonly held: OriginalBody[] = [];

  constructor(
    private readonly originals: OriginalRequests,
    private readonly event: WebhookEvent,
  ) {}

  async read(): Promise<OriginalBody> {
    const original = await this.originals.bodyOf(this.event);
    this.held.push(original);
    return original;
  }

  release(): void {
    for (const { release } of this.held) release();
  }
}
