interface Waiting {
  readonly tenant: string;
  readonly bytes: number;
  readonly enter: () => void;
}

/**
 * Bounds the memory of large bodies: what does not fit waits. A body that is larger than the whole bound goes alone. One tenant
 * gets half of the room while others may need the rest, so that its large events do not keep theirs waiting.
 */
export class LargeBodyBudget {
  private used = 0;
  private readonly usedBy = new Map<string, number>();
  private readonly waiting: Waiting[] = [];

  constructor(private readonly maxBytes: number) {}

  /** Resolves with the function that gives the room back. */
  async enter(tenant: string, bytes: number): Promise<() => void> {
    await new Promise<void>((enter) => {
      this.waiting.push({ tenant, bytes, enter });
      this.admit();
    });
    return () => {
      this.take(tenant, -bytes);
      this.admit();
    };
  }

  /** In order, or a stream of smaller ones would keep a large one out for ever. A tenant at its bound is passed over. */
  private admit(): void {
    const passedOver = new Set<string>();
    for (let index = 0; index < this.waiting.length;) {
      const next = this.waiting[index];
      if (next === undefined) return;
      if (passedOver.has(next.tenant) || !this.fitsTenant(next)) {
        passedOver.add(next.tenant);
        index++;
      } else if (this.used > 0 && this.used + next.bytes > this.maxBytes) return;
      else {
        this.waiting.splice(index, 1);
        this.take(next.tenant, next.bytes);
        next.enter();
      }
    }
  }

  private fitsTenant({ tenant, bytes }: Waiting): boolean {
    const own = this.usedBy.get(tenant) ?? 0;
    return own === 0 || own + bytes <= this.maxBytes / 2;
  }

  private take(tenant: string, bytes: number): void {
    this.used += bytes;
    const own = (this.usedBy.get(tenant) ?? 0) + bytes;
    if (own === 0) this.usedBy.delete(tenant);
    else this.usedBy.set(tenant, own);
  }
}
