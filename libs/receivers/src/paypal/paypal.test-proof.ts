import { X509Certificate } from 'node:crypto';
import { verifyWithKey } from '@kanca/signing';
import { certifiedForTest, jsonAnswer } from '../kit/built-in.js';
import { parseJson, TestDocuments, textAt } from '../kit/index.js';
import { crc32 } from './paypal.crc32.js';
import { SAMPLE_CERTIFICATE_URL } from './paypal.signature.js';
import type { RemoteAnswer, RemoteQuestion, TestProof } from '../kit/built-in.js';

const NAME = 'messageverificationcerts.sandbox.paypal.com';
const EVENT_FIELD = '"webhook_event":';

/** A certificate and its authority for one test call; and PayPal's answers to questions about that call. */
export async function inventPaypalProof(now: number): Promise<TestProof> {
  const { signingKey, certificate, authority } = await certifiedForTest(NAME, now);
  const documents = new TestDocuments({
    published: { [SAMPLE_CERTIFICATE_URL]: certificate },
    authorities: [authority],
    answer: (question) => answerOf(question, certificate),
  });
  return { signingKey, documents };
}

function answerOf({ url, body }: RemoteQuestion, certificate: string): RemoteAnswer | null {
  if (url.endsWith('/v1/oauth2/token')) return jsonAnswer({ access_token: 'made-for-a-test', expires_in: 0 });
  if (!url.endsWith('/verify-webhook-signature')) return null;
  return jsonAnswer({ verification_status: isOwn(body, certificate) ? 'SUCCESS' : 'FAILURE' });
}

/** As PayPal judges it: by the bytes of the event, which stand last in the question. */
function isOwn(question: Buffer, certificate: string): boolean {
  const asked = parseJson(question);
  const event = question.subarray(question.indexOf(EVENT_FIELD) + EVENT_FIELD.length, -1);
  const [id, time, webhookId] = ['transmission_id', 'transmission_time', 'webhook_id'].map((name) =>
    textAt(asked, name),
  );
  const signed = Buffer.from([id, time, webhookId, crc32(event)].join('|'), 'latin1');
  const signature = Buffer.from(textAt(asked, 'transmission_sig') ?? '', 'base64');
  return verifyWithKey('rsa-sha256', new X509Certificate(certificate).publicKey, [signed], signature);
}
