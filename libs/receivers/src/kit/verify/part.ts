import type { InboundRequest } from '@kanca/core';
import type { SchemeContext } from './scheme.js';

/** What a part may read from. */
export interface PartView {
  readonly request: InboundRequest;
  readonly context: SchemeContext;
  /** The named fields of the signature header, such as `t`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether every byte of the body is known to be genuine, so that it may be read at any size. */
  readonly isBodyVerified?: boolean;
  /** The secret that is tried. Only `secret` reads it. */
  readonly secret?: string;
}

/**
 * One piece of the text that a provider signs. Parts are values that are put together with `concat`, so that bytes stay bytes and nothing
 * a caller sends is ever taken for a template.
 */
export interface Part {
  readonly kind: string;
  /** The headers it reads, lower-case. */
  readonly headers: readonly string[];
  /** Whether the secret is a piece of it. */
  readonly readsSecret?: boolean;
  /** @throws SignatureError when the request lacks it */
  read(view: PartView): readonly Buffer[];
}
