import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { serveIngress } from '@kanca/testing';
import { type ReceiverDefinition } from '@kanca/receivers';
import { inboundRequest } from '@kanca/receivers/kit';
import { bitbucketServer } from '@kanca/receivers/bitbucket-server';
import { generic } from '@kanca/receivers/generic';
import { github } from '@kanca/receivers/github';
import { jira } from '@kanca/receivers/jira';
import { razorpay } from '@kanca/receivers/razorpay';
import { shopify } from '@kanca/receivers/shopify';
import type { ServedIngress } from '@kanca/testing';

const NOW = Date.UTC(2026, 0, 15);
const A_DAY_MS = 86_400_000;
const RECEIVERS = [bitbucketServer, github, jira, razorpay, shopify];
const UPDATED = { updated_at: '2026-01-15T09:00:00Z' };

/** What a stranger captured: the body, and the headers beside the signature. */
interface Captured {
  readonly receiver: ReceiverDefinition;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

const ISSUE: Captured = {
  receiver: github,
  body: { action: 'opened', issue: { number: 4, ...UPDATED }, repository: { full_name: 'ada/engine' } },
  headers: { 'x-github-event': 'issues', 'x-github-delivery': 'first' },
};

describe('A genuine request that comes again under another id', () => {
  let served: ServedIngress;

  beforeAll(async () => {
    served = await serveIngress({
      receivers: RECEIVERS,
      clock: new FixedClock(NOW),
      sources: RECEIVERS.map(({ name }) => ({ provider: name, secrets: ['s3cret'] })),
    });
  });
  afterAll(() => served.close());

  const isDuplicate = async ({ receiver, body, headers }: Captured): Promise<boolean> => {
    const context = { now: NOW, options: {}, publicUrl: 'http://localhost:3000' };
    const url = `/api/webhooks/incoming/${receiver.name}`;
    const sent = { ...headers, 'content-type': 'application/json' };
    const request = receiver.verify.sign(
      inboundRequest({ url, headers: sent, body: JSON.stringify(body) }),
      's3cret',
      context,
    );
    const response = await fetch(served.origin + url, {
      method: 'POST',
      headers: request.headers,
      body: new Uint8Array(request.body),
    });
    expect(response.status).toBe(200);
    return response.headers.get('kanca-duplicate') === 'true';
  };

  it.each<[string, Captured, string]>([
    ['an issue of GitHub', ISSUE, 'x-github-delivery'],
    [
      'a push of GitHub',
      {
        receiver: github,
        body: { before: 'a', after: 'b', repository: { full_name: 'ada/engine', pushed_at: 1_768_467_600 } },
        headers: { 'x-github-event': 'push', 'x-github-delivery': 'first-push' },
      },
      'x-github-delivery',
    ],
    [
      'a comment on GitHub',
      {
        receiver: github,
        body: { action: 'created', comment: { id: 1, ...UPDATED }, issue: { number: 4, ...UPDATED } },
        headers: { 'x-github-event': 'issue_comment', 'x-github-delivery': 'first-comment' },
      },
      'x-github-delivery',
    ],
    [
      'an issue of Jira',
      {
        receiver: jira,
        body: { webhookEvent: 'jira:issue_updated', timestamp: NOW },
        headers: { 'x-atlassian-webhook-identifier': 'first' },
      },
      'x-atlassian-webhook-identifier',
    ],
    [
      'a payment of Razorpay',
      {
        receiver: razorpay,
        body: { event: 'payment.captured', created_at: NOW / 1_000, payload: { payment: { entity: { id: 'pay_1' } } } },
        headers: { 'x-razorpay-event-id': 'first' },
      },
      'x-razorpay-event-id',
    ],
    [
      'a pull request of Bitbucket Data Center',
      {
        receiver: bitbucketServer,
        body: { eventKey: 'pr:opened', date: '2026-01-15T09:00:00+0000', pullRequest: { id: 7 } },
        headers: { 'x-event-key': 'pr:opened', 'x-request-id': 'first' },
      },
      'x-request-id',
    ],
  ])('is no new event, however late: %s', async (_, captured, idHeader) => {
    expect(await isDuplicate(captured)).toBe(false);
    served.log.age(A_DAY_MS);
    expect(await isDuplicate({ ...captured, headers: { ...captured.headers, [idHeader]: 'changed' } })).toBe(true);
  });

  it('is one further event under false names where the name is not signed, and takes no place of the genuine one', async () => {
    const body = { ...ISSUE.body, issue: { number: 5, ...UPDATED } };
    const named = (name: string, id: string): Captured => ({
      ...ISSUE,
      body,
      headers: { 'x-github-event': name, 'x-github-delivery': id },
    });
    expect(await isDuplicate(named('zzz', 'false-1'))).toBe(false);
    expect(await isDuplicate(named('release', 'false-2'))).toBe(true);
    expect(await isDuplicate(named('issues', 'genuine'))).toBe(false);
    expect(await isDuplicate(named('issues', 'again'))).toBe(true);
  });

  it('takes no place of the genuine one under its id and a false name: an order of Shopify', async () => {
    const told = (topic: string): Captured => ({
      receiver: shopify,
      body: { id: 2, ...UPDATED },
      headers: { 'x-shopify-topic': topic, 'x-shopify-webhook-id': 'one-id' },
    });
    expect(await isDuplicate(told('zzz'))).toBe(false);
    expect(await isDuplicate(told('orders/paid'))).toBe(false);
    expect(await isDuplicate(told('orders/paid'))).toBe(true);
  });

  it('has the name that is signed, where the body says it as well: Bitbucket Data Center', async () => {
    const named = (name: string, id: string): Captured => ({
      receiver: bitbucketServer,
      body: { eventKey: 'pr:merged', date: '2026-01-15T09:00:01+0000', pullRequest: { id: 8 } },
      headers: { 'x-event-key': name, 'x-request-id': id },
    });
    expect(await isDuplicate(named('zzz', 'false'))).toBe(false);
    expect(served.log.arrivals.at(-1)?.events[0]?.type).toBe('bitbucket-server.pr:merged');
    expect(await isDuplicate(named('pr:merged', 'genuine'))).toBe(true);
  });

  it('is one of two genuine events where the provider can send equal bytes: two runs of a workflow', async () => {
    const body = { inputs: { stage: 'live' }, ref: 'refs/heads/main', workflow: 'deploy.yml', repository: UPDATED };
    const run = (id: string): Captured => ({
      receiver: github,
      body,
      headers: { 'x-github-event': 'workflow_dispatch', 'x-github-delivery': id },
    });
    expect(await isDuplicate(run('run-1'))).toBe(false);
    expect(await isDuplicate(run('run-2'))).toBe(false);
  });

  it('is one of two genuine events where two topics tell the same state: an order of Shopify', async () => {
    const told = (topic: string): Captured => ({
      receiver: shopify,
      body: { id: 1, ...UPDATED },
      headers: { 'x-shopify-topic': topic, 'x-shopify-webhook-id': topic },
    });
    expect(await isDuplicate(told('orders/create'))).toBe(false);
    expect(await isDuplicate(told('orders/paid'))).toBe(false);
  });
});

describe('The id and the type of an event of generic', () => {
  it('are called unsigned where they stand in a header or a query that is not signed', () => {
    expect(generic.unsignedOf({ eventId: 'header:x-id', eventType: 'json:event' })).toEqual(['id']);
    expect(generic.unsignedOf({ eventId: 'query:id', eventType: 'query:type' })).toEqual(['id', 'type']);
    expect(generic.unsignedOf({ eventId: 'query:id', signed: ['url', 'body'] })).toEqual([]);
    expect(generic.unsignedOf({ eventId: 'header:x-id', signed: ['header:x-id', 'body'] })).toEqual([]);
  });
});
