import { describe, expect, it } from '@jest/globals';
import { generateSigningKeys } from '@kanca/signing';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { mailHeader } from './sendgrid-inbound.mail-headers.js';
import { sendgridInbound } from './sendgrid-inbound.receiver.js';

const NOW = 1_760_000_000_000;
const { publicKey, privateKey } = generateSigningKeys('ecdsa-sha256');
const headers = { 'content-type': 'multipart/form-data; boundary=b' };
const mail = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nHi\r\n--b--\r\n';
const plain = inboundRequest({ headers, body: mail });
const context = { now: NOW, options: {}, publicUrl: '' };
const signed = sendgridInbound.verify.sign(plain, privateKey, context);
const withCode = (code: string): typeof plain =>
  inboundRequest({ headers, body: mail, url: `/x?code=${encodeURIComponent(code)}` });

function inspect(request: typeof plain, secrets: readonly string[], now = NOW): Promise<Inspection> {
  return inspectRequest(sendgridInbound, { secrets, options: {} }, request, now);
}

describe('sendgrid-inbound with the public key of a security policy', () => {
  it('takes a signed request, and none that was changed or is late', async () => {
    expect(await inspect(signed, [publicKey])).toMatchObject({ ok: true });
    const changed = { ...signed, body: Buffer.from(mail.replace('Hi', 'Ho')) };
    expect(await inspect(changed, [publicKey])).toMatchObject({ reason: 'signature_mismatch' });
    expect(await inspect(signed, [publicKey], NOW + 700_000)).toMatchObject({ reason: 'timestamp_stale' });
  });

  it('takes no code any more, and least of all the public key for one', async () => {
    expect(await inspect(withCode('s3cret'), ['s3cret', publicKey])).toMatchObject({ reason: 'header_missing' });
    expect(await inspect(withCode(publicKey), [publicKey])).toMatchObject({ reason: 'header_missing' });
    expect(await inspect(withCode('s3cret'), ['s3cret'])).toMatchObject({ ok: true });
  });
});

describe('mailHeader', () => {
  it('reads a header in any case, folded or not, and only above the first empty line', () => {
    expect(mailHeader('A: 1\r\nmessage-id: <x>\r\n\r\nBody', 'Message-ID')).toBe('<x>');
    expect(mailHeader('Message-ID:\r\n\t<x>\r\n', 'Message-ID')).toBe('<x>');
    expect(mailHeader('Subject: a\n b\n c', 'subject')).toBe('a b c');
    expect(mailHeader('A: 1\n\nMessage-ID: <x>', 'Message-ID')).toBeUndefined();
    expect(mailHeader('Message-ID:\r\n\r\n', 'Message-ID')).toBeUndefined();
  });
});
