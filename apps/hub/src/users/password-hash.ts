/** How much work a hash is. */
export interface ScryptCost {
  /** Base 2 logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** A password as it is stored: the work stands beside the hash, so that it can grow. */
export interface PasswordHash {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** What OWASP's Password Storage Cheat Sheet asks for, in the form that takes 32 MiB and three rounds. */
export const COST: ScryptCost = { ln: 15, r: 8, p: 3 };

const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** In the PHC string format, with base64url. @example '$scrypt$ln=15,r=8,p=3$…$…' */
export function writePasswordHash({ cost: { ln, r, p }, salt, hash }: PasswordHash): string {
  return `$scrypt$ln=${String(ln)},r=${String(r)},p=${String(p)}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** null for a text that is no such hash. */
export function readPasswordHash(text: string): PasswordHash | null {
  const [, ln, r, p, salt, hash] = FORM.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return null;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/** Whether a hash was made with other work than is asked for today. */
export function isOutdated({ cost }: PasswordHash): boolean {
  return cost.ln !== COST.ln || cost.r !== COST.r || cost.p !== COST.p;
}

/** Bytes of memory that scrypt may take: 128 N r, and 128 r p beside it. */
export function memoryOf({ ln, r, p }: ScryptCost): number {
  return 128 * r * (2 ** ln + p + 2);
}
