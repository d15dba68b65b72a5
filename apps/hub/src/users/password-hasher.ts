import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { KancaError, Randomness } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { normalPassword } from './new-password.js';
import { COST, memoryOf, readPasswordHash, writePasswordHash, type ScryptCost } from './password-hash.js';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Node has four threads for this, for files and for names: two stay free. Each hash takes 32 MiB and about 150 ms. */
const AT_ONCE = 2;
/** Longer than this a person does not wait, and a call is answered before its own deadline. */
const WAIT_AT_MOST_MS = 5_000;
const MAX_WAITING = 40;

/** Hashes passwords, two at once: a flood of sign-ins takes no more memory and no more threads than that. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly nobody: Buffer;

  constructor(private readonly randomness: Randomness) {
    this.nobody = randomness.bytes(SALT_BYTES);
  }

  /** @throws KancaError `unavailable` when too many wait */
  async hash(password: string): Promise<string> {
    const salt = this.randomness.bytes(SALT_BYTES);
    return writePasswordHash({ cost: COST, salt, hash: await this.derive(password, salt, COST) });
  }

  /**
   * Whether a password is the one that was hashed. Takes as long where there is no hash: the time must not tell whether an account exists.
   * @throws KancaError `unavailable` when too many wait
   */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const known = stored === null ? null : readPasswordHash(stored);
    if (known === null) {
      await this.derive(password, this.nobody, COST);
      return false;
    }
    const given = await this.derive(password, known.salt, known.cost);
    return given.length === known.hash.length && timingSafeEqual(given, known.hash);
  }

  private async derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
    await this.turn();
    try {
      const { ln, r, p } = cost;
      return await derive(normalPassword(password), salt, HASH_BYTES, { N: 2 ** ln, r, p, maxmem: memoryOf(cost) });
    } finally {
      const next = this.waiting.shift();
      // The place goes from hand to hand: nobody who comes in between takes it.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private async turn(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= MAX_WAITING) throw tooMany();
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        reject(tooMany());
      }, WAIT_AT_MOST_MS);
      this.waiting.push(go);
    });
  }
}

function tooMany(): KancaError {
  return new KancaError('unavailable', 'Too many people sign in at this moment: try again.', { retryAfterSeconds: 5 });
}
