import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { mailgun } from './mailgun.receiver.js';

const NOW = 1_760_000_000_000;
const context = { now: NOW, options: {}, publicUrl: '' };
const settings = { secrets: ['s3cret'], options: {} };
const part = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

function mailOf(...parts: readonly string[]): ReturnType<typeof inboundRequest> {
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  return inboundRequest({ headers, body: [...parts, '--b--\r\n'].join('') });
}

function inspect(request: ReturnType<typeof inboundRequest>): Promise<Inspection> {
  return inspectRequest(mailgun, settings, request, NOW);
}

describe('mailgun with attachments', () => {
  const mail = mailOf(part('token', 't0ken'), part('recipient', 'a@example.com'));

  it('signs and verifies a multipart form', async () => {
    const inspection = await inspect(mailgun.verify.sign(mail, 's3cret', context));
    expect(inspection).toMatchObject({ ok: true, events: [{ id: 't0ken', type: 'mailgun.inbound' }] });
  });

  it('refuses a mail whose own headers bring along a second token', async () => {
    const signed = mailgun.verify.sign(mail, 's3cret', context);
    const end = Buffer.from(`${part('token', 'other')}--b--\r\n`);
    const doubled = { ...signed, body: Buffer.concat([signed.body.subarray(0, -'--b--\r\n'.length), end]) };
    expect(await inspect(doubled)).toMatchObject({ reason: 'header_doubled' });
  });

  it('refuses a form that cannot be read', async () => {
    expect(await inspect(inboundRequest({ headers: mail.headers, body: '--other' }))).toMatchObject({
      reason: 'header_missing',
    });
  });

  it('does not take a mail with a header "event" for an event', async () => {
    const spoof = mailOf(part('token', 't'), part('event', 'delivered'));
    const { events } = await inspect(mailgun.verify.sign(spoof, 's3cret', context));
    expect(events[0]?.type).toBe('mailgun.inbound');
  });
});
