import { headerOf } from '../kit/built-in.js';
import {
  body,
  concat,
  hmac,
  inHeader,
  keyValueList,
  oneOf,
  signatureField,
  whenOption,
  SignatureError,
} from '../kit/index.js';
import type { Part, Place, SignatureFormat } from '../kit/built-in.js';
import type { Scheme } from '../kit/index.js';

export const HOOK0_TOLERANCE_SECONDS = 300;

const SIGNATURE = inHeader('x-hook0-signature');
/** What is signed along when we sign. */
const OUR_HEADERS = 'x-event-id x-event-type';
const MAX_HEADERS = 50;

const common = {
  algorithm: 'sha256',
  timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: HOOK0_TOLERANCE_SECONDS },
} as const;

const list = keyValueList({ signature: 'v1', fields: ['t', 'h'] });

/** `t=…,h=x-event-id x-event-type,v1=…` */
const v1Format: SignatureFormat = Object.freeze({
  ...list,
  kind: 'hook0_v1',
  write: (signature, fields) => list.write(signature, { h: OUR_HEADERS, ...fields }),
} satisfies SignatureFormat);

/** The header, when it holds a signature of version 1: then no older one counts. */
const v1Place: Place = Object.freeze({
  ...SIGNATURE,
  kind: 'hook0_v1_header',
  read(request) {
    const value = SIGNATURE.read(request);
    return value !== undefined && /(?:^|,)\s*v1=/.test(value) ? value : undefined;
  },
} satisfies Place);

/** The names of the headers and then their values, with dots between. */
const signedHeaders: Part = Object.freeze({
  kind: 'hook0_headers',
  headers: [],
  read({ request, fields }) {
    const names = fields['h'] ?? OUR_HEADERS;
    const values = namesIn(names).map((name) => {
      const value = headerOf(request, name);
      if (value === undefined)
        throw new SignatureError('header_missing', 'a header that was signed is not there, or came more than once');
      return value;
    });
    return [Buffer.from([names, ...values].join('.'), 'latin1')];
  },
} satisfies Part);

/**
 * Version 1 covers time, headers and body; version 0 leaves the headers out.
 * Source: documentation.hook0.com, webhook authentication; docs.cdp.coinbase.com, webhook verification.
 */
export const hook0Scheme: Scheme = oneOf(
  hmac({
    ...common,
    at: v1Place,
    format: v1Format,
    signed: concat(signatureField('t'), '.', signedHeaders, '.', body),
  }),
  whenOption(
    'allowV0',
    hmac({
      ...common,
      at: SIGNATURE,
      format: keyValueList({ signature: 'v0', fields: ['t'] }),
      signed: concat(signatureField('t'), '.', body),
    }),
  ),
);

/** A header, if it was signed. Under version 0 none is, and the source has said that it takes that. */
export function signedHeader(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const signed = list.parse(headers['x-hook0-signature'] ?? '')?.fields['h'];
  return signed === undefined || namesIn(signed).includes(name) ? headerOf({ headers }, name) : undefined;
}

function namesIn(names: string): readonly string[] {
  const found = names
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
  if (found.length > MAX_HEADERS)
    throw new SignatureError('signature_malformed', 'the signature names more headers than there can be');
  return found;
}
