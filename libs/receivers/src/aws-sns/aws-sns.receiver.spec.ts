import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, RemoteDocuments, type Inspection } from '../kit/index.js';
import { awsSns } from './aws-sns.receiver.js';

interface Vector {
  readonly request: { readonly headers: Record<string, string>; readonly bodyBase64: string };
  readonly config: { readonly topicArn: string };
  readonly documents: Record<string, string>;
  readonly nowMs: number;
}

const vectors = JSON.parse(readFileSync(new URL('aws-sns.vectors.json', import.meta.url), 'utf8')) as Vector[];
const asked: string[] = [];

class Certificates extends RemoteDocuments {
  constructor(private readonly text: string) {
    super();
  }
  read(url: string): Promise<Buffer> {
    asked.push(url);
    return Promise.resolve(Buffer.from(this.text));
  }
}

/** A genuine message with some of its fields changed. */
function inspect(index: number, change: object, options: object = {}, certificate?: string): Promise<Inspection> {
  const vector = vectors[index];
  if (vector === undefined) throw new Error('there is no such vector');
  const { request, config, documents, nowMs } = vector;
  const message = JSON.parse(Buffer.from(request.bodyBase64, 'base64').toString('utf8')) as object;
  const settings = {
    secrets: [],
    options: { ...config, ...options },
    documents: new Certificates(certificate ?? Object.values(documents)[0] ?? ''),
  };
  asked.length = 0;
  const changed = inboundRequest({ headers: request.headers, body: JSON.stringify({ ...message, ...change }) });
  return inspectRequest(awsSns, settings, changed, nowMs);
}

describe('aws-sns', () => {
  it('takes a genuine message', async () => {
    expect(await inspect(0, {})).toMatchObject({ ok: true });
  });

  it.each([
    ['Message', 'changed'],
    ['MessageId', 'changed'],
    ['Subject', 'changed'],
    ['Timestamp', '2025-10-09T08:53:21.000Z'],
    ['Type', 'SubscriptionConfirmation'],
  ])('signs %s', async (key, changed) => {
    expect(await inspect(0, { [key]: changed })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it.each([
    { Type: 'Notification\nMessageId\nreal' },
    { TopicArn: 'arn:aws:sns:eu-west-1:1:mine\nType\nNotification' },
    { Type: 'Surprise' },
    { MessageId: '' },
  ])('takes no lines for fields: %j', async (change) => {
    expect(await inspect(0, change)).toMatchObject({ ok: false, reason: 'signature_malformed' });
  });

  it('refuses a message of another topic, or of another time, and asks for no certificate', async () => {
    expect(await inspect(0, {}, { topicArn: 'arn:aws:sns:x:1:other' })).toMatchObject({ reason: 'claim_mismatch' });
    expect(await inspect(0, { TopicArn: 'arn:aws:sns:x:1:other' })).toMatchObject({ reason: 'claim_mismatch' });
    expect(await inspect(0, { Timestamp: '1999-01-01T00:00:00.000Z' })).toMatchObject({ reason: 'timestamp_stale' });
    expect(asked).toEqual([]);
  });

  it.each([
    'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem',
    'https://evil.s3.amazonaws.com/SimpleNotificationService-0.pem',
    'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem?x',
    'https://sns.eu-central-1.amazonaws.com/../SimpleNotificationService-0.pem',
  ])('never asks for a certificate at %s', async (SigningCertURL) => {
    expect(await inspect(0, { SigningCertURL })).toMatchObject({ reason: 'signature_malformed' });
    expect(asked).toEqual([]);
  });

  it('takes SHA-1 unless the source asks for SHA-256', async () => {
    expect(await inspect(2, {})).toMatchObject({ ok: true });
    expect(await inspect(2, {}, { requireSha256: true })).toMatchObject({ reason: 'scheme_disabled' });
    expect(await inspect(2, { SignatureVersion: '3' })).toMatchObject({ reason: 'signature_malformed' });
  });

  it('refuses text that is not a certificate, and a raw message', async () => {
    expect(await inspect(0, {}, {}, '<html>')).toMatchObject({ reason: 'document_unavailable' });
    expect(await inspect(0, { Signature: undefined })).toMatchObject({ reason: 'header_missing' });
  });
});
