import { textAt, valueAt } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Handshake } from '../kit/index.js';

/** Longer than Slack's probe has ever been; a command or an interaction is not worth parsing before it is verified. */
const MAX_PROBE_BYTES = 512;
const PROBE = Buffer.from('ssl_check=1');

/**
 * Slack proves that the URL is ours (`url_verification`, signed), and probes now and then whether its certificate is good
 * (`ssl_check`, which may come unsigned and gets nothing but a 200).
 */
export const slackHandshakes: readonly Handshake[] = [
  {
    name: 'ssl_check',
    isSigned: false,
    answer: (request) => (isUnsignedProbe(request) ? { status: 200 } : null),
  },
  {
    name: 'ssl_check',
    isSigned: true,
    answer: (_request, payload) => (valueAt(payload, 'ssl_check') === '1' ? { status: 200 } : null),
  },
  {
    name: 'url_verification',
    isSigned: true,
    answer(_request, payload) {
      const challenge = textAt(payload, 'challenge');
      if (valueAt(payload, 'type') !== 'url_verification' || challenge === undefined) return null;
      const headers = { 'x-content-type-options': 'nosniff' };
      return { status: 200, contentType: 'text/plain', headers, body: challenge };
    },
  },
];

function isUnsignedProbe({ headers, doubledHeaders, body }: InboundRequest): boolean {
  const isSigned = headers['x-slack-signature'] !== undefined || doubledHeaders.has('x-slack-signature');
  if (isSigned || body.length > MAX_PROBE_BYTES || !body.includes(PROBE)) return false;
  const fields = new URLSearchParams(body.toString('latin1'));
  return fields.get('ssl_check') === '1' && !fields.has('command') && !fields.has('payload');
}
