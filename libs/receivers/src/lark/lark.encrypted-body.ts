import { createDecipheriv, createHash } from 'node:crypto';
import { decodeBytes } from '@kanca/signing';
import { maskJson } from '../kit/built-in.js';
import { body, concat, digest, header, json, parseJson, secret, SignatureError, textAt } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { BodyFormat, Payload } from '../kit/built-in.js';
import type { Scheme, SchemeContext, SchemeKeys } from '../kit/index.js';

const TOLERANCE_SECONDS = 300;
const IV_BYTES = 16;
const TIMESTAMP = header('x-lark-request-timestamp');

/** Where the verification token stands, of both schemas. A closed body holds it as well. */
const TOKENS = [['header', 'token'], ['token']] as const;

/** What a verified body held. A body is read after it is verified, and only the latter knows the key. */
const opened = new WeakMap<Buffer, Buffer>();

/** JSON, which may have come closed. */
export const openedJson: BodyFormat = Object.freeze({
  ...json,
  parse(bytes: Buffer): Payload {
    const inside = opened.get(bytes);
    if (inside === undefined) return json.parse(bytes);
    const masked = maskJson(inside, ...TOKENS);
    return { value: parseJson(masked), json: masked };
  },
});

/**
 * A body that is closed with the encrypt key, and hashed together with it.
 * Source: open.larksuite.com/document, "Configure Encrypt Key": AES-256-CBC, the key is the SHA-256 of the encrypt key.
 */
class EncryptedBody implements Scheme {
  readonly kind = 'lark_encrypted_body';
  readonly toleranceSeconds = TOLERANCE_SECONDS;
  readonly signature = digest({
    algorithm: 'sha256',
    header: 'x-lark-signature',
    signed: concat(TIMESTAMP, header('x-lark-request-nonce'), secret, body),
    timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  });
  readonly headers = this.signature.headers;

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.signature.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const verifying = this.signature.verify(request, secrets, context);
    const inside = openWithAny(request.body, secrets);
    if (inside === null)
      throw new SignatureError('signature_malformed', 'the body is signed, but it is not closed with the encrypt key');
    opened.set(request.body, inside);
    return verifying;
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return this.signature.sign(request, signingKey, context);
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): SchemeKeys | null {
    return this.signature.newKeys();
  }
}

export const encryptedBody: Scheme = new EncryptedBody();

/** What a body with the field `encrypt` holds, under whichever of the keys opens it to a JSON object. */
export function openWithAny(bytes: Buffer, encryptKeys: readonly string[]): Buffer | null {
  const closed = textAt(tryJson(bytes), 'encrypt');
  const content = closed === undefined ? null : decodeBytes(closed, 'base64');
  if (content === null || content.length <= IV_BYTES) return null;
  for (const encryptKey of encryptKeys) {
    const inside = open(content, encryptKey);
    if (inside !== null && typeof tryJson(inside) === 'object') return inside;
  }
  return null;
}

function open(content: Buffer, encryptKey: string): Buffer | null {
  const key = createHash('sha256').update(encryptKey).digest();
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, content.subarray(0, IV_BYTES));
    return Buffer.concat([decipher.update(content.subarray(IV_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

function tryJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch {
    return undefined;
  }
}
