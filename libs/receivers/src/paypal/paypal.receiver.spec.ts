import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, RemoteDocuments, SignatureError, sourceSettings } from '../kit/index.js';
import { TrustedRoots } from './paypal.certificate.js';
import { crc32 } from './paypal.crc32.js';
import { PaypalProof } from './paypal.proof.js';
import { paypal } from './paypal.receiver.js';

/** The authority of the vectors. */
const ROOT = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgICEAAwCgYIKoZIzj0EAwIwLjEcMBoGA1UEAwwTS2FuY2Eg
SW52ZW50ZWQgUm9vdDEOMAwGA1UECgwFS2FuY2EwIBcNMjAwMTAxMDAwMDAwWhgP
MjA5OTEyMzEyMzU5NTlaMC4xHDAaBgNVBAMME0thbmNhIEludmVudGVkIFJvb3Qx
DjAMBgNVBAoMBUthbmNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE19lODBpQ
6xTEGuoW+cHP0YkVrAPS+BZp5BCR+7Ngyl/iFV5zraU2s/72cIv7llxZ+adNUUcj
kfzW/Ts02h7Vm6NCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYw
HQYDVR0OBBYEFI0z/AIqwWQ8XX5PvfEib5CfBjbKMAoGCCqGSM49BAMCA0gAMEUC
IQDarE1QWz303g1Z79vj7MeZKrpWVGFyWtFuzx0FLoKevQIgATYFWzPODMEaH0yC
WST4IUGYEOX+qRXiSOf6DCvemtk=
-----END CERTIFICATE-----`;

interface Vector {
  readonly name: string;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly bodyBase64: string };
  readonly config: Readonly<Record<string, unknown>>;
  readonly documents: Readonly<Record<string, string>>;
  readonly nowMs: number;
}

class FixedDocuments extends RemoteDocuments {
  readonly asked: string[] = [];

  constructor(private readonly documents: Readonly<Record<string, string>>) {
    super();
  }

  read(url: string): Promise<Buffer> {
    this.asked.push(url);
    const document = this.documents[url];
    return document === undefined
      ? Promise.reject(new SignatureError('document_unavailable', 'it is not there'))
      : Promise.resolve(Buffer.from(document));
  }
}

const file = new URL('paypal.vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];
const trusting = { ...paypal, verify: new PaypalProof(new TrustedRoots([ROOT]), 300) };

async function inspect(name: string, change: { body?: Buffer; webhookId?: string; laterMs?: number } = {}) {
  const vector = vectors.find((one) => one.name === name);
  if (vector === undefined) throw new Error(`There is no vector ${name}.`);
  const { request, config, nowMs } = vector;
  const documents = new FixedDocuments(vector.documents);
  const webhookId = change.webhookId ?? config['webhookId'];
  const settings = { ...sourceSettings(paypal, { ...config, webhookId }), documents };
  const { body = Buffer.from(request.bodyBase64, 'base64'), laterMs = 0 } = change;
  const asked = inboundRequest({ headers: request.headers, body });
  return { inspection: await inspectRequest(trusting, settings, asked, nowMs + laterMs), documents, body };
}

describe('paypal', () => {
  it.each(['capture', 'exotic-characters', 'without-its-authorities'])(
    'believes a certificate that an authority stands for: %s',
    async (name) => {
      const { inspection } = await inspect(name);
      expect(inspection).toMatchObject({ ok: true, assurance: 'signed-partial' });
      expect(inspection.events).toMatchObject([
        {
          id: 'WH-INVENTED0001',
          type: 'paypal.PAYMENT.CAPTURE.COMPLETED',
          subject: 'CAP1',
          time: '2025-10-09T08:53:10.000Z',
        },
      ]);
    },
  );

  it.each([
    ['for-another-name', 'signature_mismatch', /not for a name of PayPal/],
    ['expired', 'signature_mismatch', /not valid at this time/],
    ['issued-by-no-authority', 'signature_mismatch', /authority that is trusted/],
    ['authorities-nowhere', 'document_unavailable', /not there/],
    ['no-certificate', 'signature_mismatch', /no certificate/],
    ['address-of-somebody-else', 'signature_malformed', /not an address of PayPal/],
  ])('does not believe one that is %s', async (name, reason, diagnosis) => {
    const { inspection } = await inspect(name);
    expect(inspection).toMatchObject({ ok: false, reason, diagnosis: expect.stringMatching(diagnosis) });
  });

  it('refuses another body, and a request for another webhook', async () => {
    const { body } = await inspect('capture');
    const cheaper = Buffer.from(body.toString().replace('19.90', '01.90'));
    for (const change of [{ body: cheaper }, { webhookId: '8INVENTED00000002' }])
      expect((await inspect('capture', change)).inspection).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('asks nobody for a certificate when the request is too old to be taken, or names an address that is not PayPal’s', async () => {
    const old = await inspect('capture', { laterMs: 600_000 });
    expect(old.inspection.reason).toBe('timestamp_stale');
    expect(old.documents.asked).toEqual([]);
    expect((await inspect('address-of-somebody-else')).documents.asked).toEqual([]);
  });

  it('asks for the authority of a lone certificate where DigiCert keeps it, and over HTTPS', async () => {
    const { documents } = await inspect('without-its-authorities');
    expect(documents.asked[1]).toBe('https://cacerts.digicert.com/InventedIntermediate.crt');
  });

  it('prints the checksum of the body as PayPal does', () => {
    expect(crc32(Buffer.from('123456789'))).toBe(0xcb_f4_39_26);
    expect(crc32(Buffer.alloc(0))).toBe(0);
  });
});
