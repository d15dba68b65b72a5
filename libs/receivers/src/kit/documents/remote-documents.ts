import { SignatureError } from '../refusals/signature-error.js';

/** A question to the API of a provider that publishes nothing for everybody to read. */
export interface RemoteQuestion {
  /** `POST` unless told. A `GET` is sent without its body. */
  readonly method?: 'GET' | 'POST';
  readonly url: string;
  /** With the credentials, where they stand there. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whose question it is, such as a client id: who asks too much does not take the turns of others. Of a bounded set. */
  readonly asker: string;
  /** For how many milliseconds an answer with status 200 is remembered; not at all unless told. */
  readonly goodForMs?: (answer: Buffer) => number;
  /** Asks although an answer is remembered, which turned out not to be good any more. */
  readonly isAskedAnew?: boolean;
}

/** What a provider answered to a question, such as for its public key. */
export interface RemoteAnswer {
  /** Below 500, and never 429. */
  readonly status: number;
  readonly body: Buffer;
}

/** Reads what providers publish at an HTTPS address, such as a certificate or a key set, and asks what they only tell to customers. */
export abstract class RemoteDocuments {
  /** Certificates (PEM) of authorities that count beside the public ones: none, but in a test call that the hub makes to itself. */
  readonly testAuthorities: readonly string[] = [];

  /**
   * The scheme that asks has checked that the address is one of its provider's.
   * @throws SignatureError `document_unavailable` when there is none; VerificationUnavailable (503) when nobody can tell now
   */
  abstract read(url: string): Promise<Buffer>;

  /**
   * The same documents for one sender. Each sender has its own share of the fetches, so one cannot use up the share of another. Absent where nothing is fetched.
   * @param senderOf called when something has to be fetched: a path, such as tenant, source, network
   */
  forSender?(senderOf: () => readonly string[]): RemoteDocuments;

  /**
   * The address is fixed by the scheme that asks. Where nothing may be asked, which is everywhere unless told, it throws.
   * @throws VerificationUnavailable (503) when there is no answer; SignatureError `document_unavailable` when nothing may be asked
   */
  ask({ url }: RemoteQuestion): Promise<RemoteAnswer> {
    return Promise.reject(
      new SignatureError('document_unavailable', `${url} would have to be asked, and nobody is asked here`),
    );
  }
}

/** For where nothing may be fetched: what needs a document is refused. */
export class NoDocuments extends RemoteDocuments {
  read(url: string): Promise<Buffer> {
    return Promise.reject(
      new SignatureError('document_unavailable', `${url} would have to be read, and nothing is fetched here`),
    );
  }
}
