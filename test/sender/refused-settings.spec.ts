import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

const URI = 'https://hooks.example.com/in';

describe('settings of a subscription that are refused', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  const create = <T = Problem>(body: object) => hub.call<T>('POST', '/subscriptions', { uri: URI, ...body });
  const patch = (id: string, body: object) => hub.call<Problem>('PATCH', `/subscriptions/${id}`, body);
  const created = async (body: object): Promise<string> => (await create<{ id: string }>(body)).body.id;

  it.each([
    ['uri', { uri: 'nowhere' }, /^The address is not a URL/],
    ['uri', { uri: 'http://10.0.0.1/' }, /is private, reserved or local/],
    [
      'auth.tokenUrl',
      { auth: { type: 'oauth2', tokenUrl: 'http://10.0.0.1/', clientId: 'a', clientSecret: 'b' } },
      /is private, reserved or local/,
    ],
  ])('name the field %s of an address that may not be called: %j', async (field, body, sentence) => {
    const { status, body: problem } = await create(body);
    expect({ status, code: problem.code, problems: problem.problems }).toEqual({
      status: 422,
      code: 'egress_refused',
      problems: [{ field, problem: expect.stringMatching(sentence) }],
    });
    expect(problem.detail).toMatch(sentence);
  });

  it('name it for a change of the address, too', async () => {
    const { status, body } = await patch(await created({}), { uri: 'http://10.0.0.1/' });
    expect({ status, fields: body.problems.map(({ field }) => field) }).toEqual({ status: 422, fields: ['uri'] });
  });

  describe('onPoison "block"', () => {
    const refused = {
      status: 400,
      body: { code: 'invalid_request', problems: [{ field: 'onPoison', problem: expect.stringContaining('orderBy') }] },
    };

    it('without orderBy is refused: there is no key to block', async () => {
      expect(await create({ onPoison: 'block' })).toMatchObject(refused);
      expect((await create({ onPoison: 'block', orderBy: 'data.id' })).status).toBe(201);
    });

    it('counts as it is after a change', async () => {
      const id = await created({});
      expect(await patch(id, { onPoison: 'block' })).toMatchObject(refused);
      expect((await patch(id, { onPoison: 'block', orderBy: 'data.id' })).status).toBe(200);
      expect(await patch(id, { orderBy: null })).toMatchObject(refused);
      expect((await patch(id, { orderBy: null, onPoison: 'skip' })).status).toBe(200);
    });
  });

  it.each([
    [{ retry: 'often' }, /^retry has to be \{ "kind": "list", "delaysMs" \}, \{ "kind": "linear"/],
    [{ retry: { kind: 'never' } }, /^retry\.kind has to be list, linear or exponential\.$/],
    [{ signatures: ['v2'] }, /^signatures\.0 has to be v1, v1a, or \{ "style": "github" or "stripe" or "shopify"/],
    [{ signatures: ['v1', { style: 'gitlab' }] }, /^signatures\.1\.style has to be github, stripe or shopify\.$/],
    [{ auth: 'none' }, /^auth has to be an object whose type is basic, bearer, apiKey, oauth2 or mtls/],
  ])('list the forms that are taken: %j', async (body, sentence) => {
    const { status, body: problem } = await create(body);
    expect({ status, detail: problem.detail }).toEqual({ status: 400, detail: expect.stringMatching(sentence) });
  });

  it('list the forms of a schema', async () => {
    const { body } = await hub.call<Problem>('PUT', '/event-types/formed.one', { schema: 'object' });
    expect(body.detail).toBe('schema has to be a JSON Schema: an object such as { "type": "object" }, true or false.');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'are told to be JSON when they are %s',
    async (type) => {
      const response = await fetch(`${hub.url}/api/v1/subscriptions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': type },
        body: JSON.stringify({ uri: URI }),
      });
      const problem = (await response.json()) as Problem;
      expect({ status: response.status, code: problem.code, detail: problem.detail }).toEqual({
        status: 415,
        code: 'unsupported_media_type',
        detail: 'A body has to be JSON here: send it with "Content-Type: application/json".',
      });
    },
  );
});
