import { encodeBytes, hmacDigest } from '@kanca/signing';
import type { LegacySignature, LegacyStyle } from '../model/signature-kind.js';

interface Signed {
  readonly body: Buffer;
  readonly timestampSeconds: number;
  /** The newest first. Where there is room for one signature, the oldest makes it: a rotation changes nothing until its overlap ends. */
  readonly keys: readonly Buffer[];
}

const STYLES: Readonly<Record<LegacyStyle, { readonly header: string; readonly write: (signed: Signed) => string }>> = {
  github: { header: 'x-hub-signature-256', write: (signed) => `sha256=${encodeBytes(digestOf(signed), 'hex')}` },
  shopify: { header: 'x-shopify-hmac-sha256', write: (signed) => encodeBytes(digestOf(signed), 'base64') },
  stripe: {
    header: 'stripe-signature',
    write: ({ body, timestampSeconds, keys }) => {
      const time = String(timestampSeconds);
      const digests = keys.map((key) => hmacDigest('sha256', key, [Buffer.from(`${time}.`), body]));
      return [`t=${time}`, ...digests.map((digest) => `v1=${encodeBytes(digest, 'hex')}`)].join(',');
    },
  },
};

/** The name of its header, in lower case. */
export function legacyHeader({ style, header }: LegacySignature): string {
  return (header ?? STYLES[style].header).toLowerCase();
}

/** The headers of all of them. */
export function legacySignatures(legacy: readonly LegacySignature[], signed: Signed): Record<string, string> {
  return Object.fromEntries(legacy.map((one) => [legacyHeader(one), STYLES[one.style].write(signed)]));
}

function digestOf({ body, keys }: Signed): Buffer {
  return hmacDigest('sha256', keys.at(-1) ?? Buffer.alloc(0), [body]);
}
