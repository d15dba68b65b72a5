import { RemoteDocuments, SignatureError } from '@kanca/receivers';

/** The documents that a vector brings along. */
export class VectorDocuments extends RemoteDocuments {
  constructor(private readonly documents: Readonly<Record<string, string>>) {
    super();
  }

  read(url: string): Promise<Buffer> {
    const document = this.documents[url];
    return document === undefined
      ? Promise.reject(new SignatureError('document_unavailable', `${url} is not among the documents of the vector`))
      : Promise.resolve(Buffer.from(document));
  }
}
