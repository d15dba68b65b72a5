import { inHeader } from '../kit/index.js';
import type { Place, SignatureFormat } from '../kit/built-in.js';

const PREFIX = 'x-docusign-signature-';
/** As many keys as an account can have. */
const MAX_KEYS = 100;

/**
 * `X-DocuSign-Signature-1` and so on without a gap, one for each active key, joined with spaces.
 * Source: developers.docusign.com/platform/webhooks/connect/hmac.
 */
export const numberedSignatures: Place = Object.freeze({
  kind: 'numbered_headers',
  where: 'the x-docusign-signature-1, -2, … headers',
  headers: [`${PREFIX}1`],
  read(request) {
    const found: string[] = [];
    for (let n = 1; n <= MAX_KEYS; n++) {
      const signature = inHeader(`${PREFIX}${String(n)}`).read(request);
      if (signature === undefined) break;
      found.push(signature);
    }
    return found.length === 0 ? undefined : found.join(' ');
  },
  write: (request, value) => inHeader(`${PREFIX}1`).write(request, value),
} satisfies Place);

/** Any of them may fit. */
export const signatureList: SignatureFormat = Object.freeze({
  kind: 'space_list',
  shape: '… …',
  parse: (value) => ({ signatures: value.split(' '), fields: {} }),
  write: (signature) => signature,
} satisfies SignatureFormat);
