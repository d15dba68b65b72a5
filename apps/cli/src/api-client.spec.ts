import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.js';

/** Nothing listens on it. */
const NOWHERE = 'http://127.0.0.1:1';

describe('a key that no header may hold', () => {
  it.each(['kanca_…', 'kanca_é', 'kanca_\n_'])('was told as a hub that does not answer: %j', async (key) => {
    await expect(new ApiClient(NOWHERE, key).call('/keys')).rejects.toThrow(
      'KANCA_KEY holds a character that no key has (',
    );
  });

  it('is none with a line break at its end, which no header keeps', async () => {
    await expect(new ApiClient(NOWHERE, 'kanca_abc\n').call('/keys')).rejects.toThrow(`No hub answers at ${NOWHERE}`);
  });
});
