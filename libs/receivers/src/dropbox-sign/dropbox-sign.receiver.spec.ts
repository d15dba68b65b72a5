import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { dropboxSign } from './dropbox-sign.receiver.js';

const context = { now: 0, options: {}, publicUrl: '' };
const headers = { 'content-type': 'multipart/form-data; boundary=b' };
const part = (json: string) => `--b\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n`;
const inspect = (body: string) =>
  inspectRequest(dropboxSign, { secrets: ['k'], options: {} }, inboundRequest({ headers, body }), 0);

describe('dropbox-sign', () => {
  it.each(['', 'not a form', `${part('no json')}--b--`, `${part('{}')}--b--`, `${part('{"event":7}')}--b--`])(
    'refuses what holds no hash: %j',
    async (body) => {
      expect(await inspect(body)).toMatchObject({ ok: false, code: 'signature_invalid' });
    },
  );

  it('does not choose between two json fields', async () => {
    const plain = inboundRequest({ headers, body: `${part('{"event":{"event_time":"1","event_type":"a"}}')}--b--` });
    const signed = dropboxSign.verify.sign(plain, 'k', context);
    const json = /\{.*\}/.exec(signed.body.toString())?.[0] ?? '';
    expect((await inspect(`${part(json)}--b--`)).events[0]?.type).toBe('dropbox-sign.a');
    expect(await inspect(`${part(json)}${part('{}')}--b--`)).toMatchObject({ ok: false, code: 'signature_invalid' });
  });
});
