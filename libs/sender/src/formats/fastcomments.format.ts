import { isObject } from '@kanca/core';
import type { WebhookEvent } from '@kanca/core';
import { encodeBytes, hmacDigest } from '@kanca/signing';
import { defineFormat } from './define-format.js';
import { ANY_DATA } from './format-description.js';
import type { FormatInput, OutgoingBody, SigningInput } from './format.js';
import { jsonData, membersOfData } from './json-data.js';
import { textSecret } from './text-secret.js';

/** Every member that FastComments documents for a comment and that a subscriber is likely to read. */
const DUMMY_COMMENT = {
  id: 'kanca-test-comment-1',
  urlId: 'kanca-test-page',
  url: 'https://example.com/kanca-test-page',
  pageTitle: 'A page for tests',
  userId: 'kanca-test-user',
  anonUserId: null,
  commenterEmail: 'commenter@example.com',
  commenterName: 'Test Commenter',
  commenterLink: null,
  comment: 'This is a test of Kanca. It stands for no **real** comment.',
  commentHTML: 'This is a test of Kanca. It stands for no <b>real</b> comment.',
  externalId: null,
  parentId: null,
  date: '2026-01-15T15:20:41.000Z',
  votes: 0,
  votesUp: 0,
  votesDown: 0,
  verified: true,
  verifiedDate: '2026-01-15T15:20:41.000Z',
  reviewed: false,
  approved: true,
  avatarSrc: null,
  isSpam: false,
  hasImages: false,
  hasLinks: false,
  isByAdmin: false,
  isByModerator: false,
  locale: 'en_us',
  domain: 'example.com',
};

const MINUTE_MS = 60_000;
const DELETED = /(?:^|\.)deleted$/;

/**
 * What FastComments sends: the object itself, created and changed by PUT, deleted by DELETE with nothing but its id.
 * Source: https://docs.fastcomments.com/guide-webhooks.html
 */
export const fastcomments = defineFormat({
  name: 'fastcomments',
  description:
    'What FastComments sends: the data by PUT, its id by DELETE, with token and a signature that has a time.',
  hasDeletedBody: true,
  // The article's example compares the header token, and nothing else.
  decisiveChecks: ['wrong-key', 'no-signature'],
  sample: () => ({ data: DUMMY_COMMENT }),
  reservedProperties: [],
  reservedHeaders: ['token', 'x-fastcomments-timestamp', 'x-fastcomments-signature'],
  method: ({ type }) => (DELETED.test(type) ? 'DELETE' : 'PUT'),
  retry: { kind: 'linear', stepMs: MINUTE_MS, maxAttempts: 100, jitter: 0 },
  secretHeaders: ['token'],
  hasOneSignature: true,
  readSecret: textSecret({
    min: 16,
    max: 256,
    characters: /^[\x21-\x7e]*$/,
    which: 'visible ASCII without spaces, because it is sent in the header token',
  }),
  describes: {
    methods: ['PUT', 'DELETE'],
    headers: {
      token: 'The secret itself.',
      'x-fastcomments-timestamp': 'When this attempt was signed, in seconds since 1970.',
      'x-fastcomments-signature': '`sha256=` and HMAC-SHA256 of `timestamp.body` in hexadecimal digits.',
      'webhook-id': 'The id of the event, the same for every attempt: it tells a repetition.',
    },
    body: { 'application/json': ANY_DATA },
  },
  body: commentBody,
  sign: commentSignature,
});

/** Never used: a notification that is signed has a key. */
const NO_KEY = Buffer.alloc(0);

function commentBody({ event, properties, deletedBody = 'id' }: FormatInput): OutgoingBody {
  const contentType = 'application/json';
  if (DELETED.test(event.type) && deletedBody === 'id')
    return { contentType, bytes: Buffer.from(JSON.stringify({ id: idOf(event) })) };
  const members = membersOfData(event);
  if (members === null || Object.keys(properties).length === 0) return { contentType, bytes: jsonData(event) };
  return { contentType, bytes: Buffer.from(`{${[members, membersOf(properties, event)].filter(Boolean).join(',')}}`) };
}

/** What the data says goes before what the subscription would add. */
function membersOf(properties: FormatInput['properties'], { data }: WebhookEvent): string {
  const added = Object.entries(properties).filter(([name]) => !(isObject(data) && Object.hasOwn(data, name)));
  return JSON.stringify(Object.fromEntries(added)).slice(1, -1);
}

function idOf({ id, subject, data }: WebhookEvent): unknown {
  if (isObject(data) && (typeof data['id'] === 'string' || typeof data['id'] === 'number')) return data['id'];
  return subject ?? id;
}

function commentSignature({
  event,
  timestampSeconds,
  body,
  keys: [key = NO_KEY],
}: SigningInput): Record<string, string> {
  const timestamp = String(timestampSeconds);
  const digest = hmacDigest('sha256', key, [Buffer.from(`${timestamp}.`), body]);
  return {
    token: key.toString('utf8'),
    'x-fastcomments-timestamp': timestamp,
    'x-fastcomments-signature': `sha256=${encodeBytes(digest, 'hex')}`,
    // FastComments has none: it tells a repetition.
    'webhook-id': event.id,
  };
}
