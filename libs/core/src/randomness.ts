import { randomFillSync } from 'node:crypto';

/** Where randomness comes from: ids, secrets, jitter. Injected, so that tests can repeat a run. */
export abstract class Randomness {
  /** `size` random bytes. */
  abstract bytes(size: number): Buffer;
  /** A number in [0, 1). */
  abstract unit(): number;
}

const POOL_BYTES = 4096;

/** Random bytes and numbers of the system. Tests give their own. */
export class SystemRandomness extends Randomness {
  // One system call serves hundreds of ids; bytes are handed out once and wiped.
  private readonly pool = Buffer.alloc(POOL_BYTES);
  private used = POOL_BYTES;

  bytes(size: number): Buffer {
    if (size > POOL_BYTES) return randomFillSync(Buffer.alloc(size));
    if (this.used + size > POOL_BYTES) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    const bytes = Buffer.from(this.pool.subarray(this.used, this.used + size));
    this.pool.fill(0, this.used, this.used + size);
    this.used += size;
    return bytes;
  }

  unit(): number {
    return this.bytes(4).readUInt32BE(0) / 0x1_0000_0000;
  }
}

/** A repeatable sequence (mulberry32). For tests only: never for a secret. */
export class SeededRandomness extends Randomness {
  constructor(private seed: number) {
    super();
  }

  bytes(size: number): Buffer {
    const bytes = Buffer.alloc(size);
    for (let index = 0; index < size; index++) bytes[index] = Math.floor(this.unit() * 256);
    return bytes;
  }

  unit(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }
}
