import { inHeader, SignatureError } from '../kit/index.js';
import type { Place, SignatureFormat } from '../kit/built-in.js';

const PRIMARY = inHeader('box-signature-primary');
const SECONDARY = inHeader('box-signature-secondary');

/**
 * The signatures under the primary and the secondary key, joined with a space. Box sends the one for each key that there is.
 * Source: developer.box.com/guides/webhooks/v2/signatures-v2.
 */
export const eitherSignature: Place = Object.freeze({
  kind: 'either_header',
  where: 'the box-signature-primary and box-signature-secondary headers',
  headers: [],
  read(request) {
    const found = [PRIMARY.read(request), SECONDARY.read(request)].filter((signature) => signature !== undefined);
    if (found.length === 0) return undefined;
    for (const signature of found) assertSingle(signature);
    assertKnown(request.headers['box-signature-version'], '1');
    assertKnown(request.headers['box-signature-algorithm'], 'HmacSHA256');
    return found.join(' ');
  },
  write: (request, value) => PRIMARY.write(request, value),
} satisfies Place);

/** Either of them may fit. */
export const signatureList: SignatureFormat = Object.freeze({
  kind: 'space_list',
  shape: '… …',
  parse: (value) => ({ signatures: value.split(' '), fields: {} }),
  write: (signature) => signature,
} satisfies SignatureFormat);

/** Two in one header are what a doubled header becomes on the way. */
function assertSingle(signature: string): void {
  if (/[\s,]/.test(signature))
    throw new SignatureError('signature_malformed', 'a header holds more than one signature, and Box writes one');
}

function assertKnown(value: string | undefined, known: string): void {
  if (value !== known)
    throw new SignatureError(
      'signature_malformed',
      'the signature is not of version 1 with HmacSHA256: no other is known',
    );
}
