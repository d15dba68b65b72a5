import { X509Certificate, type KeyObject } from 'node:crypto';
import { constantTimeEqual, decodeBytes, signWithKey, verifyWithKey } from '@kanca/signing';
import { certifiedForTest, staleness, unverifiedJson } from '../kit/built-in.js';
import { at, inJson, NoDocuments, SignatureError, TestDocuments, textAt } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { SignedTimestamp, TestProof } from '../kit/built-in.js';
import type { RemoteDocuments, Scheme, SchemeContext } from '../kit/index.js';

/** Amazon's own hosts and no others: somebody who chooses the certificate can sign any message. */
const CERTIFICATE_URL =
  /^https:\/\/sns\.[a-z0-9-]{3,40}\.amazonaws\.com(?:\.cn)?\/SimpleNotificationService-[A-Za-z0-9]{1,64}\.pem$/;
/** Where the samples say that the certificate is; only a test call finds one there. */
export const SAMPLE_CERTIFICATE_URL =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem';
const NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMATION = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const ALGORITHMS = { '1': 'rsa-sha1', '2': 'rsa-sha256' } as const;

const TIMESTAMP: SignedTimestamp = { from: at(inJson('Timestamp')), unit: 'iso', toleranceSeconds: 3_600 };

/**
 * The signature inside an SNS message, by the certificate that it names. Every AWS account has such signatures made, so the topic has
 * to be the source's own. Source: docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages".
 */
class MessageSignature implements Scheme {
  readonly kind = 'aws_sns_message_signature';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = TIMESTAMP.toleranceSeconds;

  applies({ body }: InboundRequest): boolean {
    return textAt(unverifiedJson(body), 'Signature') !== undefined;
  }

  async verify(request: InboundRequest, _secrets: readonly string[], context: SchemeContext): Promise<void> {
    const message = unverifiedJson(request.body);
    const presented = textAt(message, 'Signature');
    if (presented === undefined)
      throw new SignatureError('header_missing', 'the body holds no Signature: is raw message delivery on?');
    assertPlain(message);
    const algorithm = algorithmOf(textAt(message, 'SignatureVersion'), context);
    const signature = decodeBytes(presented, 'base64');
    const url = textAt(message, 'SigningCertURL') ?? '';
    if (signature === null) throw new SignatureError('signature_malformed', 'the Signature is not base64');
    if (!CERTIFICATE_URL.test(url))
      throw new SignatureError('signature_malformed', 'the SigningCertURL is not an address of Amazon SNS');
    // Topic and time are judged before anything is fetched: strangers name a new certificate as often as they like.
    if (!isTopic(textAt(message, 'TopicArn') ?? '', context.options['topicArn']))
      throw new SignatureError('claim_mismatch', 'the message names another topic than the option topicArn');
    const stale = staleness(TIMESTAMP, { request, context, fields: {} });
    if (stale !== null) throw stale;
    const key = await keyAt(url, context.documents ?? new NoDocuments());
    if (!verifyWithKey(algorithm, key, [canonical(message)], signature))
      throw new SignatureError('signature_mismatch', 'the certificate of Amazon SNS did not make this Signature');
  }

  /** With a private key of one's own, which only a certificate of one's own makes good. */
  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    const timed = at(inJson('Timestamp')).place.write(request, new Date(context.now).toISOString());
    const { topicArn } = context.options;
    const ofTopic = typeof topicArn === 'string' ? inJson('TopicArn').write(timed, topicArn) : timed;
    const certified = inJson('SigningCertURL').write(ofTopic, SAMPLE_CERTIFICATE_URL);
    const versioned = inJson('SignatureVersion').write(certified, '2');
    const signature = signWithKey('rsa-sha256', signingKey, [canonical(unverifiedJson(versioned.body))]);
    return inJson('Signature').write(versioned, signature.toString('base64'));
  }

  /** A certificate that stands, for this one call, where the samples say that Amazon’s own is. */
  async inventProof({ now }: SchemeContext): Promise<TestProof> {
    const { signingKey, certificate } = await certifiedForTest('sns.amazonaws.com', now);
    const documents = new TestDocuments({ published: { [SAMPLE_CERTIFICATE_URL]: certificate } });
    return { signingKey, documents };
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): null {
    return null;
  }
}

export const messageSignature: Scheme = new MessageSignature();

function algorithmOf(version: string | undefined, { options }: SchemeContext): 'rsa-sha1' | 'rsa-sha256' {
  if (version !== '1' && version !== '2')
    throw new SignatureError('signature_malformed', 'the SignatureVersion is neither 1 nor 2');
  if (version === '1' && options['requireSha256'] === true)
    throw new SignatureError('scheme_disabled', 'the topic signs with SHA-1, and the option requireSha256 is on');
  return ALGORITHMS[version];
}

const TYPES = ['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'];
const ONE_LINERS = ['MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** Lines are signed, not fields: a value with a line break could be read as several fields, and one text be signed as another. */
function assertPlain(message: unknown): void {
  const hasBreak = ONE_LINERS.some((key) => /[\r\n]/.test(textAt(message, key) ?? ''));
  const needed = ['MessageId', 'Message', 'Timestamp', 'TopicArn'];
  if (TYPES.includes(textAt(message, 'Type') ?? '') && !hasBreak && needed.every((key) => textAt(message, key))) return;
  throw new SignatureError('signature_malformed', 'the body is no message of Amazon SNS');
}

/** The keys that count, in their order, each with its value on a line below. */
function canonical(message: unknown): Buffer {
  const keys = textAt(message, 'Type') === 'Notification' ? NOTIFICATION : CONFIRMATION;
  const lines = keys.flatMap((key) => {
    const value = textAt(message, key);
    return value === undefined ? [] : [`${key}\n${value}\n`];
  });
  return Buffer.from(lines.join(''));
}

async function keyAt(url: string, documents: RemoteDocuments): Promise<KeyObject> {
  const document = await documents.read(url);
  try {
    return new X509Certificate(document).publicKey;
  } catch {
    throw new SignatureError('document_unavailable', `what stands at ${url} is no certificate`);
  }
}

function isTopic(topic: string, wanted: unknown): boolean {
  return typeof wanted === 'string' && constantTimeEqual(Buffer.from(topic), Buffer.from(wanted));
}
