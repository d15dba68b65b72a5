import { createPrivateKey, sign, verify, type KeyObject } from 'node:crypto';
import { asPublicKey, decodeBytes } from '@kanca/signing';
import { jsonAnswer, newCurvePair } from '../kit/built-in.js';
import { inHeader, NoDocuments, parseJson, SignatureError, TestDocuments, textAt } from '../kit/index.js';
import { EbayApi } from './ebay.api.js';
import type { InboundRequest } from '@kanca/core';
import type { TestProof } from '../kit/built-in.js';
import type { Scheme, SchemeContext } from '../kit/index.js';

const SIGNATURE = inHeader('x-ebay-signature');
/** Several times what eBay writes. */
const MAX_LENGTH = 2_048;
const KEY_ID = /^[\w-]{1,100}$/;
const PEM_LINE = /-----(?:BEGIN|END) PUBLIC KEY-----/g;
const SAMPLE_KEY_ID = 'kanca-sample';

interface Presented {
  readonly kid: string;
  readonly signature: Buffer;
}

/**
 * eBay’s signature over the body: ECDSA with SHA-1, which is all that eBay offers, by a key that it tells by its id. The header is JSON in
 * base64. The algorithm is ours to know: what the header says of it is compared, and chooses nothing.
 * Source: https://developer.ebay.com/api-docs/commerce/notification/overview.html, github.com/eBay/event-notification-nodejs-sdk
 */
export class EbaySignature implements Scheme {
  readonly kind = 'ebay_signature';
  readonly headers = SIGNATURE.headers;
  readonly toleranceSeconds = null;

  applies({ headers, doubledHeaders }: InboundRequest): boolean {
    return this.headers.some((name) => headers[name] !== undefined || doubledHeaders.has(name));
  }

  async verify(request: InboundRequest, _secrets: readonly string[], context: SchemeContext): Promise<void> {
    const { kid, signature } = presented(request);
    const api = new EbayApi(context.documents ?? new NoDocuments(), context.options);
    const key = asPublicKey((await api.publicKey(kid)).replace(PEM_LINE, ''), 'ecdsa-sha256');
    if (key === null || !fits(key, request.body, signature))
      throw new SignatureError(
        'signature_mismatch',
        'the signature does not fit the key that eBay tells: did anything on the way change the body?',
      );
  }

  /** @param privateKey PEM of a key that eBay tells the public half of, which no one but eBay has; for tests that answer in its place */
  sign(request: InboundRequest, privateKey: string): InboundRequest {
    const signature = sign('sha1', request.body, createPrivateKey(privateKey)).toString('base64');
    const text = JSON.stringify({ alg: 'ecdsa', kid: SAMPLE_KEY_ID, signature, digest: 'SHA1' });
    return SIGNATURE.write(request, Buffer.from(text).toString('base64'));
  }

  problemOfSecret(): null {
    return null;
  }

  async inventProof(): Promise<TestProof> {
    const { privateKey, publicKey } = await newCurvePair();
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    return {
      signingKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      documents: new TestDocuments({
        answer: ({ url }) =>
          url.endsWith(`/public_key/${SAMPLE_KEY_ID}`)
            ? jsonAnswer({ key, algorithm: 'ECDSA', digest: 'SHA1' })
            : jsonAnswer({ access_token: 'made-for-a-test', expires_in: 0 }),
      }),
    };
  }

  newKeys(): null {
    return null;
  }
}

/** Everything that costs nothing is judged here: nobody is asked about a request that could not be genuine. */
function presented(request: InboundRequest): Presented {
  const value = SIGNATURE.read(request);
  if (value === undefined) throw new SignatureError('header_missing', `nothing in ${SIGNATURE.where}`);
  const said = value.length > MAX_LENGTH ? undefined : readJson(decodeBytes(value, 'base64'));
  const [kid, signature] = [textAt(said, 'kid') ?? '', decodeBytes(textAt(said, 'signature') ?? '', 'base64')];
  if (!KEY_ID.test(kid) || signature === null || signature.length === 0)
    throw new SignatureError('signature_malformed', `${SIGNATURE.where} is not JSON in base64 with kid and signature`);
  if (textAt(said, 'alg')?.toLowerCase() !== 'ecdsa' || textAt(said, 'digest')?.toUpperCase() !== 'SHA1')
    throw new SignatureError('signature_malformed', `${SIGNATURE.where} is not for ECDSA with SHA1`);
  return { kid, signature };
}

function readJson(bytes: Buffer | null): unknown {
  try {
    return bytes === null ? undefined : parseJson(bytes);
  } catch {
    return undefined;
  }
}

function fits(key: KeyObject, body: Buffer, signature: Buffer): boolean {
  try {
    return verify('sha1', body, key, signature);
  } catch {
    return false;
  }
}
