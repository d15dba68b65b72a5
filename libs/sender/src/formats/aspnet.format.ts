import { parseId, type WebhookEvent, isObject } from '@kanca/core';
import { encodeBytes, hmacDigest } from '@kanca/signing';
import { defineFormat } from './define-format.js';
import { ANY_DATA } from './format-description.js';
import type { FormatInput, OutgoingBody, SigningInput } from './format.js';
import { indentedJson } from './indented-json.js';
import { jsonData, membersOfData } from './json-data.js';
import { textSecret } from './text-secret.js';

/**
 * What the senders of Microsoft ASP.NET WebHooks sent, to the byte: receivers that were written for it need no change. The number of the
 * attempt is a part of the body, which therefore differs from attempt to attempt.
 * Source: Microsoft.AspNet.WebHooks.Custom, WebHookSender.
 */
export const aspnet = defineFormat({
  name: 'aspnet',
  description: 'What ASP.NET WebHooks sent: Id, Attempt, Properties and Notifications, with ms-signature.',
  reservedProperties: [],
  reservedHeaders: ['ms-signature'],
  // WebHookReceiver.CreateBadSignatureResponse: 400, and never 401.
  refusals: [400, 401, 403],
  hasOneSignature: true,
  readSecret: textSecret({ min: 32, max: 128, characters: /^\P{Cc}*$/u, which: 'as ASP.NET WebHooks has it' }),
  describes: {
    headers: { 'ms-signature': '`sha256=` and HMAC-SHA256 of the body in upper-case hexadecimal digits.' },
    body: {
      'application/json': {
        type: 'object',
        required: ['Id', 'Attempt', 'Properties', 'Notifications'],
        properties: {
          Id: { type: 'string', description: 'The id of the event, as 32 hexadecimal digits.' },
          Attempt: { type: 'integer', minimum: 1, description: 'The number of the attempt.' },
          Properties: { type: 'object', description: 'The `properties` of the subscription.' },
          Notifications: {
            type: 'array',
            items: {
              type: 'object',
              required: ['Action'],
              properties: { Action: { type: 'string', description: 'The type of the event.' }, Data: ANY_DATA },
              additionalProperties: { description: 'The members of the data, unless they are under `Data`.' },
            },
          },
        },
      },
    },
  },
  body: aspnetBody,
  sign: aspnetSignature,
});

/** Never used: a notification that is signed has a key. */
const NO_KEY = Buffer.alloc(0);

function aspnetBody({ event, attempt, properties }: FormatInput): OutgoingBody {
  const json =
    `{"Id":${JSON.stringify(idOf(event))},"Attempt":${String(attempt)},` +
    `"Properties":${JSON.stringify(properties)},"Notifications":[${notificationOf(event)}]}`;
  return { contentType: 'application/json; charset=utf-8', bytes: Buffer.from(indentedJson(json)) };
}

function aspnetSignature({ body, keys: [key = NO_KEY] }: SigningInput): Record<string, string> {
  const digest = hmacDigest('sha256', key, [body]);
  return { 'ms-signature': `sha256=${encodeBytes(digest, 'hex').toUpperCase()}` };
}

/** 32 hexadecimal digits, as `Guid.ToString("N")` writes them. The same over attempts and replays. */
function idOf({ id }: WebhookEvent): string {
  return parseId('evt', id)?.replaceAll('-', '') ?? id;
}

/**
 * The data's members beside its `Action`. Data that has no members, or an `Action` of its own, goes whole under `Data`: in ASP.NET it would
 * have replaced the event's name, in capitals or not.
 */
function notificationOf(event: WebhookEvent): string {
  const action = `{"Action":${JSON.stringify(event.type)}`;
  const members = membersOfData(event);
  const isTaken = isObject(event.data) && Object.keys(event.data).some((name) => name.toLowerCase() === 'action');
  if (members === null || isTaken) return `${action},"Data":${jsonData(event).toString('utf8')}}`;
  return members === '' ? `${action}}` : `${action},${members}}`;
}
