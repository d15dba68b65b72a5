import type { RemoteDocuments } from '../documents/remote-documents.js';

/**
 * What makes one test call good that the hub makes to itself, where the source holds nothing that can sign: nobody but the provider
 * has the private key. It is made for the call, goes from object to object inside the process, and no other request is judged by it.
 */
export interface TestProof {
  /** What signs the call. */
  readonly signingKey: string;
  /** Instead of the secrets of the source. */
  readonly secrets?: readonly string[];
  /** Takes the place of the keys and answers of the provider. */
  readonly documents?: RemoteDocuments;
}
