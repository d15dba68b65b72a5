import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SunkRequest } from '../support/sink.js';

const TOLERANCE_SECONDS = 300;

/** What the subscriber keeps of a comment. */
export interface KeptComment {
  readonly id: string;
  readonly comment?: string;
}

/**
 * A subscriber as the guide of FastComments tells people to write it: PUT stores, DELETE removes, a wrong signature is 401.
 * `checks: 'token'` is one from before there were signatures: it compares the header `token`, and nothing else.
 * Source: https://docs.fastcomments.com/guide-webhooks.html (how it works, structures, security and API tokens).
 */
export class SimulatedFastcommentsSubscriber {
  readonly comments = new Map<string, KeptComment>();

  constructor(
    private readonly apiSecret: () => string,
    private readonly checks: 'signature' | 'token' = 'signature',
  ) {}

  answer(request: SunkRequest, response: ServerResponse): void {
    response.writeHead(this.receive(request)).end();
  }

  private receive(request: SunkRequest): number {
    const isGenuine = this.checks === 'token' ? this.hasToken(request) : this.isSigned(request);
    if (!isGenuine) return 401;
    const comment = JSON.parse(request.body.toString('utf8')) as KeptComment;
    if (request.method === 'PUT') this.comments.set(comment.id, comment);
    else if (request.method === 'DELETE') this.comments.delete(comment.id);
    else return 405;
    return 200;
  }

  private hasToken({ headers }: SunkRequest): boolean {
    return headers['token'] === this.apiSecret();
  }

  private isSigned({ headers, body }: SunkRequest): boolean {
    const timestamp = headers['x-fastcomments-timestamp'];
    const signature = headers['x-fastcomments-signature'];
    if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
    if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
    // The samples of the guide write the parsed body again and sign that: it must be the same bytes.
    const written = JSON.stringify(JSON.parse(body.toString('utf8')));
    const expected = createHmac('sha256', this.apiSecret()).update(`${timestamp}.${written}`).digest('hex');
    return signature === `sha256=${expected}`;
  }
}
