import type { SignatureFormat } from '../kit/built-in.js';

const NO_FIELDS: Readonly<Record<string, string>> = Object.freeze({});

/** What stands before the body where it is signed. */
export const SIGNED_PREFIX = 'hmacsha256=';

/**
 * The digest in hex. The page of LinkedIn can be read as if the prefix stood in the header too, so it is passed over there; what is
 * signed stays the same.
 * Source: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation, "Requirements for Processing Notifications"
 */
export const linkedinSignature: SignatureFormat = Object.freeze({
  kind: 'linkedin_signature',
  shape: '…',
  parse(value) {
    const signature = value.startsWith(SIGNED_PREFIX) ? value.slice(SIGNED_PREFIX.length) : value;
    return signature === '' ? null : { signatures: [signature], fields: NO_FIELDS };
  },
  write: (signature) => signature,
} satisfies SignatureFormat);
