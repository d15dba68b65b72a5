import { SignatureError } from '../verify/signature-error.js';

/** Reads what providers publish at an HTTPS address, such as a certificate or a key set. */
export abstract class RemoteDocuments {
  /**
   * The scheme that asks has checked that the address is one of its provider's.
   * @throws SignatureError `document_unavailable` when it cannot be read
   */
  abstract read(url: string): Promise<Buffer>;
}

/** For where nothing may be fetched: what needs a document is refused. */
export class NoDocuments extends RemoteDocuments {
  read(url: string): Promise<Buffer> {
    return Promise.reject(
      new SignatureError('document_unavailable', `${url} would have to be read, and nothing is fetched here`),
    );
  }
}
