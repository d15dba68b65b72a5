import { describe, expect, it } from '@jest/globals';
import { parseXml, xmlTextAt } from '../kit/built-in.js';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { salesforce } from './salesforce.receiver.js';

const ORGANIZATION = '00Dxx0000001INVEA2';

function messageOf(inside: string): string {
  return `<e:Envelope xmlns:e="x"><e:Body><notifications>${inside}</notifications></e:Body></e:Envelope>`;
}

const record = '<Notification><Id>04l1</Id><sObject/></Notification>';
const message = messageOf(`<OrganizationId>${ORGANIZATION}</OrganizationId><ActionId>04k1</ActionId>${record}`);

function inspect(body: string, config: Readonly<Record<string, unknown>> = {}, url = '/') {
  const settings = sourceSettings(salesforce, { organizationId: ORGANIZATION, ...config });
  const request = inboundRequest({ url, headers: { 'content-type': 'text/xml' }, body });
  return inspectRequest(salesforce, settings, request, 0);
}

describe('salesforce', () => {
  it('acknowledges in SOAP', () => {
    const answer = parseXml(Buffer.from(String(salesforce.answer?.body)));
    expect(answer.name).toBe('Envelope');
    expect(xmlTextAt(answer, 'Body', 'notificationsResponse', 'Ack')).toBe('true');
    expect(salesforce.answer).toMatchObject({ status: 200, contentType: 'text/xml; charset=utf-8' });
  });

  it('hands over the record, without the session', async () => {
    const { events } = await inspect(
      messageOf(`
        <OrganizationId>${ORGANIZATION}</OrganizationId><ActionId>04k1</ActionId>
        <SessionId>00D!live-token</SessionId><PartnerUrl>https://p</PartnerUrl>
        <Notification><Id>04l1</Id><sObject xmlns:xsi="x" xsi:type="sf:Order__c">
          <sf:Id>a01</sf:Id><sf:Note__c> two
          lines </sf:Note__c><sf:Gone__c xsi:nil="true"/><sf:Empty__c></sf:Empty__c>
          <sf:Tag__c>a</sf:Tag__c><sf:Tag__c>b</sf:Tag__c><sf:Where><sf:City>Zürich</sf:City></sf:Where>
        </sObject></Notification>`),
    );
    expect(events[0]).toMatchObject({ id: '04l1', type: 'salesforce.04k1', subject: 'a01' });
    expect(events[0]?.data).toEqual({
      organizationId: ORGANIZATION,
      actionId: '04k1',
      enterpriseUrl: null,
      partnerUrl: 'https://p',
      sessionId: null,
      notificationId: '04l1',
      objectType: 'Order__c',
      fields: {
        Id: 'a01',
        Note__c: ' two\n          lines ',
        Gone__c: null,
        Empty__c: '',
        Tag__c: ['a', 'b'],
        Where: { City: 'Zürich' },
      },
    });
  });

  it('hands over the session where the source is set to keep it', async () => {
    const withSession = message.replace('<ActionId>', '<SessionId>00D!live-token</SessionId><ActionId>');
    const { events } = await inspect(withSession, { keepSessionId: true });
    expect(events[0]?.data).toMatchObject({ sessionId: '00D!live-token' });
  });

  it('demands the code where the source has one', async () => {
    const withCode = { code: 'a-long-random-text' };
    expect((await inspect(message, withCode, '/?code=a-long-random-text')).ok).toBe(true);
    for (const url of ['/', '/?code=', '/?code=x'])
      expect(await inspect(message, withCode, url)).toMatchObject({ reason: 'signature_mismatch' });
    expect(await inspect(message, withCode, '/?code=a&code=b')).toMatchObject({ reason: 'header_doubled' });
  });

  it.each([
    ['another organisation', ORGANIZATION.replace('INV', 'Inv')],
    ['an id with something behind it', `${ORGANIZATION}x`],
    ['the beginning of an id', ORGANIZATION.slice(0, 14)],
  ])('refuses %s', async (_name, organization) => {
    expect(await inspect(message.replace(ORGANIZATION, organization))).toMatchObject({ reason: 'signature_mismatch' });
  });

  it.each([
    ['no XML', 'hello'],
    ['no organisation', messageOf(record)],
    ['an entity', message.replace('<e:Envelope', '<!DOCTYPE e [<!ENTITY o "x">]><e:Envelope')],
  ])('does not look further at what has %s', async (_name, body) => {
    expect(await inspect(body)).toMatchObject({ code: 'signature_invalid', reason: 'header_missing' });
  });

  it('takes nothing for an organisation id that is none', () => {
    expect(() => sourceSettings(salesforce, { organizationId: 'acme' })).toThrow(/15 or 18/);
  });
});
