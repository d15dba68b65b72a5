import { NoDocuments } from '../documents/remote-documents.js';
import { parseJson } from '../parse/json.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { SchemeContext } from './scheme.js';

/**
 * Where the key of a token is looked for: a JSON Web Key Set, as `JSON.parse` has it.
 * @throws SignatureError, or VerificationUnavailable where the provider has to be asked
 */
export type KeySet = (kid: unknown, context: SchemeContext) => Promise<unknown>;

/** A key set at an address that is known to be the provider's. @throws SignatureError `document_unavailable` */
export function publishedAt(url: string): KeySet {
  return async (_kid, { documents = new NoDocuments() }) => {
    const document = await documents.read(url);
    try {
      return parseJson(document);
    } catch {
      throw new SignatureError('document_unavailable', `what stands at ${url} is no JSON`);
    }
  };
}
