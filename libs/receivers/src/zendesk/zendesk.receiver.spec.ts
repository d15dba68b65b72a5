import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { zendesk } from './zendesk.receiver.js';

const CODE = 'a-long-random-text';

function inspect(url: string, options: Readonly<Record<string, unknown>>) {
  const settings = sourceSettings(zendesk, { code: CODE, options });
  return inspectRequest(zendesk, settings, inboundRequest({ url, body: '{"ticket_id":"1"}' }), 0);
}

describe('zendesk', () => {
  it('takes a code in the URL only where the source allows it', async () => {
    expect((await inspect(`/?code=${CODE}`, { allowCode: true })).events[0]?.type).toBe('zendesk.change');
    expect(await inspect(`/?code=${CODE}`, {})).toMatchObject({ reason: 'header_missing' });
    expect(await inspect('/?code=x', { allowCode: true })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('hands over what a trigger sends in whatever format it chose', () => {
    const [, xml, form] = zendesk.body;
    expect(xml?.parse(Buffer.from('<t><id>1</id></t>')).value).toMatchObject({ children: [{ name: 'id', text: '1' }] });
    expect(form?.parse(Buffer.from('id=1')).value).toEqual({ id: '1' });
    for (const format of zendesk.body) expect(format.parse(Buffer.alloc(0)).value).toEqual({});
  });
});
