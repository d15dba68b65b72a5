import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { notificationOf } from './braintree.notification.js';
import { braintree } from './braintree.receiver.js';

const settings = sourceSettings(braintree, { privateKey: 'private', publicKey: 'public' });

function inspect(url: string, method = 'GET', body = '') {
  return inspectRequest(braintree, settings, inboundRequest({ method, url, body }), 0);
}

describe('braintree', () => {
  it('signs a challenge with the newest private key', async () => {
    const challenge = '20f9f8ed05f77439fe955c977e4c8a53';
    const key = createHash('sha1').update('private').digest();
    const signature = createHmac('sha1', key).update(challenge).digest('hex');
    expect(await inspect(`/?bt_challenge=${challenge}`)).toMatchObject({
      ok: true,
      handshake: { status: 200, contentType: 'text/plain', body: `public|${signature}` },
    });
  });

  it('answers no challenge while it has no private key', async () => {
    const request = inboundRequest({ method: 'GET', url: '/?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53' });
    const inspection = await inspectRequest(braintree, { ...settings, secrets: [] }, request, 0);
    expect(inspection).toMatchObject({ code: 'source_not_ready' });
  });

  it.each([
    ['GET', '/?bt_challenge=20f9f8ed05f77439fe9'],
    ['GET', '/?bt_challenge=PG5vdGlmaWNhdGlvbj4KICAg'],
    ['GET', '/?bt_challenge=20F9F8ED05F77439FE955C977E4C8A53'],
    ['GET', '/?bt_challenge=20f9f8ed05f77439fe955c977e4c8a530'],
    ['POST', '/?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53'],
    ['GET', '/'],
  ])('signs nothing that is not a challenge: %s %s', async (method, url) => {
    expect(await inspect(url, method)).toMatchObject({ code: 'signature_invalid', handshake: null });
  });

  it('refuses a notification for another public key, or one that is there twice', async () => {
    const forms = ['bt_signature=other%7C00&bt_payload=x', 'bt_signature=public&bt_payload=x'];
    for (const form of forms) expect(await inspect('/', 'POST', form)).toMatchObject({ reason: 'signature_mismatch' });
    const doubled = 'bt_signature=public%7C00&bt_payload=x&bt_payload=y';
    expect(await inspect('/', 'POST', doubled)).toMatchObject({ reason: 'header_doubled' });
  });

  it('reads a notification as the object that it means', () => {
    const xml = `<a><some-name>x</some-name><n type="integer">7</n><b type="boolean">false</b><z nil="true"/>
      <list type="array"><i><id>1</id></i><i><id>2</id></i></list><none type="array"/></a>`;
    expect(notificationOf(Buffer.from(xml).toString('base64'))).toEqual({
      some_name: 'x',
      n: 7,
      b: false,
      z: null,
      list: [{ id: '1' }, { id: '2' }],
      none: [],
    });
  });
});
