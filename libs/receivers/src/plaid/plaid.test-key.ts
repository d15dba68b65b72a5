import { jsonAnswer } from '../kit/built-in.js';
import { TestDocuments } from '../kit/index.js';
import type { JsonWebKey } from 'node:crypto';
import type { RemoteDocuments } from '../kit/index.js';

/** Plaid as it answers who asks for the key of a test call. */
export const toldForTest = (key: JsonWebKey): RemoteDocuments =>
  new TestDocuments({
    answer: ({ url }) => (url.endsWith('/webhook_verification_key/get') ? jsonAnswer({ key }) : null),
  });
