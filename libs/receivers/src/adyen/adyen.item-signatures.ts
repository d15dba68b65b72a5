import { writeExactJson } from '@kanca/core';
import { constantTimeEqual, decodeBytes, encodeBytes, hmacDigest } from '@kanca/signing';
import { inventKey, keyBytes, problemOfKey, unverifiedJson } from '../kit/built-in.js';
import { idAt, SignatureError, textAt, valueAt, withFields } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { KeyForm } from '../kit/built-in.js';
import type { Scheme, SchemeKeys } from '../kit/index.js';

export const ADYEN_KEY: KeyForm = Object.freeze({ encoding: 'hex' });

const SIGNED_FIELDS: readonly (readonly string[])[] = [
  ['pspReference'],
  ['originalReference'],
  ['merchantAccountCode'],
  ['merchantReference'],
  ['amount', 'value'],
  ['amount', 'currency'],
  ['eventCode'],
  ['success'],
];

/** Adyen sends one, and six at the most. */
const MAX_ITEMS = 100;

/**
 * The signatures of Adyen's standard webhooks: each item has its own, over eight of its fields. Every one of them has to fit.
 * Source: https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures/
 */
export class ItemSignatures implements Scheme {
  readonly kind = 'adyen_item_signatures';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  constructor() {
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    return itemsOf(payloadOf(request)).length > 0;
  }

  verify(request: InboundRequest, secrets: readonly string[]): undefined {
    const items = itemsOf(payloadOf(request));
    if (items.length === 0) throw new SignatureError('header_missing', 'the body holds no notificationItems');
    if (items.length > MAX_ITEMS) throw new SignatureError('signature_malformed', 'the body holds too many items');
    if (items.some((item) => signatureOf(item) === undefined))
      throw new SignatureError(
        'header_missing',
        'an item has no additionalData.hmacSignature: is the HMAC key enabled?',
      );
    const misfits = items.filter((item) => !isSigned(item, secrets)).length;
    if (misfits > 0)
      throw new SignatureError(
        'signature_mismatch',
        `${String(misfits)} of ${String(items.length)} items are not signed with a key of this source`,
      );
  }

  sign(request: InboundRequest, secret: string): InboundRequest {
    const payload = payloadOf(request);
    const notificationItems = itemsOf(payload).map((item) => {
      const key = keyBytes(secret, ADYEN_KEY) ?? Buffer.alloc(0);
      const hmacSignature = encodeBytes(hmacDigest('sha256', key, [signedBytes(item)]), 'base64');
      const additionalData = withFields(valueAt(item, 'additionalData') ?? {}, { hmacSignature });
      return { NotificationRequestItem: withFields(item, { additionalData }) };
    });
    return { ...request, body: Buffer.from(writeExactJson(withFields(payload, { notificationItems }))) };
  }

  problemOfSecret(secret: string): string | null {
    return problemOfKey(secret, ADYEN_KEY);
  }

  newKeys(): SchemeKeys {
    const secret = inventKey(ADYEN_KEY);
    return { secret, signingKey: secret };
  }
}

/** The items without the object that Adyen wraps around each. */
export function itemsOf(payload: unknown): readonly unknown[] {
  const items = valueAt(payload, 'notificationItems');
  return Array.isArray(items) ? items.map((item: unknown) => valueAt(item, 'NotificationRequestItem')) : [];
}

function payloadOf({ body }: InboundRequest): unknown {
  return unverifiedJson(body);
}

function isSigned(item: unknown, secrets: readonly string[]): boolean {
  const signature = decodeBytes(signatureOf(item) ?? '', 'base64') ?? Buffer.alloc(0);
  const message = [signedBytes(item)];
  const fits = secrets.map((secret) => {
    const key = keyBytes(secret, ADYEN_KEY);
    return key !== null && constantTimeEqual(hmacDigest('sha256', key, message), signature);
  });
  return fits.includes(true);
}

function signatureOf(item: unknown): string | undefined {
  return textAt(item, 'additionalData', 'hmacSignature');
}

function signedBytes(item: unknown): Buffer {
  const values = SIGNED_FIELDS.map((path) => {
    const value = valueAt(item, ...path);
    return typeof value === 'boolean' ? String(value) : (idAt(item, ...path) ?? '');
  });
  return Buffer.from(values.join(':'));
}
