import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { contentful } from './contentful.receiver.js';

const NOW = 1_760_000_000_000;
const NAMES = 'x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic';

function signed(names: string) {
  const request = inboundRequest({
    headers: {
      'content-type': 'application/json',
      'x-contentful-topic': 'ContentManagement.Entry.publish',
      'x-contentful-signed-headers': names,
    },
    body: '{}',
  });
  return contentful.verify.sign(request, 's', { now: NOW, options: {}, publicUrl: '' });
}

const inspect = (request: ReturnType<typeof signed>) =>
  inspectRequest(contentful, { secrets: ['s'], options: {} }, request, NOW);

describe('contentful', () => {
  it('covers the headers that are named', async () => {
    const request = signed(NAMES);
    expect((await inspect(request)).ok).toBe(true);
    const headers = { ...request.headers, 'x-contentful-topic': 'ContentManagement.Entry.delete' };
    expect(await inspect({ ...request, headers })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('covers method and path', async () => {
    expect((await inspect({ ...signed(NAMES), method: 'PUT' })).reason).toBe('signature_mismatch');
    expect((await inspect({ ...signed(NAMES), url: '/elsewhere' })).reason).toBe('signature_mismatch');
  });

  it('refuses a request that lacks a header which was signed, or has it twice', async () => {
    const { headers } = signed(NAMES);
    for (const name of NAMES.split(',')) {
      const rest = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
      for (const doubledHeaders of [new Set<string>(), new Set([name])])
        expect((await inspect({ ...signed(NAMES), headers: rest, doubledHeaders })).code).toBe('signature_invalid');
    }
  });

  it('takes no time that is not signed', () => {
    expect(() => signed('x-contentful-signed-headers')).toThrow();
    expect(() => signed('x-contentful-timestamp')).toThrow();
  });
});
