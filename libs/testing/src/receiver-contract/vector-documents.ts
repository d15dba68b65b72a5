import { RemoteDocuments, SignatureError } from '@kanca/receivers/kit';
import type { RemoteAnswer, RemoteQuestion } from '@kanca/receivers';
import type { ReceiverVector, VectorAnswer } from './receiver-vector.js';

/** The documents that a vector brings along, and what its provider answers to the very questions that it expects. */
export class VectorDocuments extends RemoteDocuments {
  /** How often something was read or asked. */
  asked = 0;
  private readonly documents: Readonly<Record<string, string>>;
  private readonly answers: readonly VectorAnswer[];

  constructor({ documents = {}, answers = [] }: Pick<ReceiverVector, 'documents' | 'answers'>) {
    super();
    this.documents = documents;
    this.answers = answers;
  }

  read(url: string): Promise<Buffer> {
    this.asked += 1;
    const document = this.documents[url];
    return document === undefined
      ? Promise.reject(new SignatureError('document_unavailable', `${url} is not among the documents of the vector`))
      : Promise.resolve(Buffer.from(document));
  }

  override ask({ url, headers, body }: RemoteQuestion): Promise<RemoteAnswer> {
    this.asked += 1;
    const text = body.toString('utf8');
    const found = this.answers.find(
      (answer) =>
        answer.url === url &&
        answer.body === text &&
        Object.entries(answer.headers).every(([name, value]) => headers[name] === value),
    );
    return found === undefined
      ? Promise.reject(
          new SignatureError('document_unavailable', `the vector has no answer of ${url} to that question`),
        )
      : Promise.resolve({ status: found.status, body: Buffer.from(found.answer) });
  }
}
