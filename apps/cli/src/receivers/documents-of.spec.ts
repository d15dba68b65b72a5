import { afterAll, describe, expect, it } from '@jest/globals';
import { documentsOf, publicClient } from './documents-of.js';

/** `kanca verify` judges an old request offline, with what its settings file brings along. */
describe('what a request is judged with', () => {
  const client = publicClient();
  afterAll(() => client.close());

  const ask = (stub: Record<string, unknown>): Promise<{ status: number; body: Buffer }> =>
    documentsOf({ stub }, client).ask({
      url: 'https://api-m.example.com/v1/verify',
      headers: {},
      body: Buffer.from('{}'),
      asker: 'me',
    });

  it('are the certificates of the settings file, by their addresses', async () => {
    const documents = documentsOf({ certificates: { 'https://keys.example.com/1': 'PEM' } }, client);
    expect(String(await documents.read('https://keys.example.com/1'))).toBe('PEM');
  });

  it("are the answers of the provider's API that the settings file gives, by method and path", async () => {
    const { status, body } = await ask({ 'POST /v1/verify': { verified: true } });
    expect([status, String(body)]).toEqual([200, '{"verified":true}']);
  });

  it('is nothing where it gives no answer', async () => {
    expect((await ask({})).status).toBe(404);
  });
});
