import { defineFormat } from './define-format.js';
import { ANY_DATA } from './format-description.js';
import type { FormatInput, OutgoingBody } from './format.js';
import { isJson } from './json-data.js';
import { percentEncoded } from './percent-encoded.js';
import { around } from './standard-body.js';
import { STANDARD_HEADERS, standardSignature } from './standard-signature.js';

const EXTENSION_NAME = /^[a-z0-9]{1,20}$/;
const MAX_INTEGER = 2 ** 31;
// What RFC 3986 has no room for in a URI-reference.
const NOT_IN_A_URI = /%(?![\da-f]{2})|[^\w!#$%&'()*+,\-./:;=?@[\]~]/giu;

/**
 * A CloudEvent in structured mode: one JSON object, so that the signature covers every attribute. The subscription's properties are
 * extension attributes. Source: CloudEvents 1.0.2, JSON format and HTTP protocol binding.
 */
export const cloudevents = defineFormat({
  name: 'cloudevents',
  description: 'A CloudEvent 1.0 in structured JSON; body properties are its extension attributes.',
  reservedProperties: [
    'id',
    'source',
    'specversion',
    'type',
    'datacontenttype',
    'dataschema',
    'subject',
    'time',
    'data',
  ],
  problemOfProperty,
  // JSON Batch Format, in the batched content mode of the HTTP binding.
  batchContentType: 'application/cloudevents-batch+json; charset=utf-8',
  describes: {
    headers: STANDARD_HEADERS,
    body: {
      'application/cloudevents+json': {
        type: 'object',
        required: ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype'],
        properties: {
          specversion: { type: 'string', const: '1.0' },
          id: { type: 'string', minLength: 1 },
          source: { type: 'string', format: 'uri-reference' },
          type: { type: 'string', minLength: 1 },
          subject: { type: 'string', minLength: 1 },
          time: { type: 'string', format: 'date-time' },
          datacontenttype: { type: 'string' },
          data: ANY_DATA,
          data_base64: { type: 'string', description: 'In the place of `data`, where the data is no text.' },
        },
        additionalProperties: {
          type: ['string', 'boolean', 'integer'],
          description: 'Extension attributes: the `properties` of the subscription.',
        },
      },
    },
  },
  body: cloudEvent,
  sign: standardSignature,
});

function cloudEvent({ event, properties }: FormatInput): OutgoingBody {
  const attributes = JSON.stringify({
    specversion: '1.0',
    id: event.id,
    source: uriReference(event.source),
    type: event.type,
    // An attribute that is there may not be empty.
    ...(event.subject === null || event.subject === '' ? {} : { subject: event.subject }),
    time: event.time.toISOString(),
    datacontenttype: event.datacontenttype,
    ...properties,
  });
  return {
    contentType: 'application/cloudevents+json; charset=utf-8',
    bytes: withData(attributes.slice(0, -1), event),
  };
}

/** JSON is put in as it is; other text becomes a JSON string, and other bytes become base64. */
function withData(head: string, event: FormatInput['event']): Buffer {
  const { dataBytes } = event;
  if (dataBytes.length === 0) return Buffer.from(`${head}}`);
  if (isJson(event)) return around(`${head},"data":`, dataBytes, '}');
  const text = dataBytes.toString('utf8');
  const member = Buffer.from(text).equals(dataBytes)
    ? `"data":${JSON.stringify(text)}`
    : `"data_base64":"${dataBytes.toString('base64')}"`;
  return Buffer.from(`${head},${member}}`);
}

/** `source` is a URI-reference; what a URI cannot hold is percent-encoded, as UTF-8. */
function uriReference(text: string): string {
  return percentEncoded(text, NOT_IN_A_URI);
}

function problemOfProperty(name: string, value: unknown): string | null {
  if (!EXTENSION_NAME.test(name))
    return 'is no name for an extension attribute of CloudEvents: 1 to 20 lower-case letters and digits make one';
  const isFit =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (Number.isInteger(value) && Number(value) >= -MAX_INTEGER && Number(value) < MAX_INTEGER);
  return isFit
    ? null
    : 'is no value for an extension attribute of CloudEvents: a text, true, false or an integer of 32 bits is';
}
