import { RemoteDocuments, type RemoteAnswer, type RemoteQuestion } from './remote-documents.js';
import { SignatureError } from '../refusals/signature-error.js';

export interface TestDocumentsOptions {
  /** What stands at an address. */
  readonly published?: Readonly<Record<string, string>>;
  /** The provider's answer to a question; null to a question of another kind. */
  readonly answer?: (question: RemoteQuestion) => RemoteAnswer | null;
  /** Certificates (PEM) of authorities. */
  readonly authorities?: readonly string[];
}

/**
 * What a provider publishes and answers, for one test call that the hub makes to itself. It is handed over as a value, is looked at in
 * no other request, and asks nobody.
 */
export class TestDocuments extends RemoteDocuments {
  override readonly testAuthorities: readonly string[];

  constructor(private readonly options: TestDocumentsOptions) {
    super();
    this.testAuthorities = options.authorities ?? [];
  }

  read(url: string): Promise<Buffer> {
    const text = this.options.published?.[url];
    return text === undefined ? nothingAt(url) : Promise.resolve(Buffer.from(text));
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    const answer = this.options.answer?.(question) ?? null;
    return answer === null ? nothingAt(question.url) : Promise.resolve(answer);
  }
}

/** An answer in JSON with status 200. */
export function jsonAnswer(value: unknown): RemoteAnswer {
  return { status: 200, body: Buffer.from(JSON.stringify(value)) };
}

function nothingAt(url: string): Promise<never> {
  return Promise.reject(
    new SignatureError('document_unavailable', `a test call asks nobody, and nothing was made for ${url}`),
  );
}
