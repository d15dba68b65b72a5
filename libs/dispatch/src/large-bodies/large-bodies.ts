import type { DispatchSettings } from '../settings/dispatch-settings.js';
import type { DeliveryQueue } from '../ports/delivery-queue.js';
import { LargeBodyBudget } from './large-body-budget.js';
import { LoopTurns } from './loop-turns.js';

export interface BorrowedBody {
  readonly bytes: Buffer;
  /** To be called once, when the bytes are done with. */
  readonly release: () => void;
}

interface SharedBody {
  holders: number;
  readonly bytes: Promise<Buffer>;
}

/**
 * The bodies that are too large to come along with a claim. One that several attempts need at one time is read and held once;
 * how much is under way is bounded, and the attempts begin in different passes of the event loop.
 */
export class LargeBodies {
  private readonly budget: LargeBodyBudget;
  private readonly turns = new LoopTurns();
  private readonly shared = new Map<string, SharedBody>();

  constructor(
    private readonly queue: Pick<DeliveryQueue, 'readBody'>,
    { maxLargeBodyBytes }: Pick<DispatchSettings, 'maxLargeBodyBytes'>,
  ) {
    this.budget = new LargeBodyBudget(maxLargeBodyBytes);
  }

  /**
   * @param size of the body in bytes: it is counted for each borrower, since each makes its own request of it
   * @throws KancaError `not_found` when the body is older than the retention
   */
  async borrow(tenant: string, dataId: string, size: number): Promise<BorrowedBody> {
    const leave = await this.budget.enter(tenant, size);
    const body = this.hold(tenant, dataId);
    const release = (): void => {
      body.holders -= 1;
      if (body.holders === 0) this.shared.delete(dataId);
      leave();
    };
    try {
      const bytes = await body.bytes;
      await this.turns.next();
      return { bytes, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  private hold(tenant: string, dataId: string): SharedBody {
    const body = this.shared.get(dataId) ?? { holders: 0, bytes: this.queue.readBody(tenant, dataId) };
    body.holders += 1;
    this.shared.set(dataId, body);
    return body;
  }
}
