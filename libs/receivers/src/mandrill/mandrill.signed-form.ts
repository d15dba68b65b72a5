import { MAX_FORM_FIELDS, type Part } from '../kit/built-in.js';
import { option, publicUrl, SignatureError } from '../kit/index.js';

const URL_OPTION = option('url');

/** The URL as it was entered at Mandrill. What the source says comes first: behind a proxy the URL that arrives may differ. */
export const enteredUrl: Part = Object.freeze({
  kind: 'entered_url',
  headers: [],
  read: (view) => (view.context.options['url'] === undefined ? publicUrl : URL_OPTION).read(view),
} satisfies Part);

/**
 * The fields of the form by their names, each as its name and its value with nothing between them. A field that came twice would be
 * signed by its name once, so it is refused.
 */
export const sortedForm: Part = Object.freeze({
  kind: 'sorted_form',
  headers: [],
  read({ request }) {
    const fields = fieldsOf(request.body);
    return [...fields.keys()].sort().flatMap((name) => [Buffer.from(name), fields.get(name) ?? EMPTY]);
  },
} satisfies Part);

const EMPTY = Buffer.alloc(0);
const MAX_NAME_BYTES = 256;
const [AMPERSAND, EQUALS, PERCENT, PLUS, BLANK] = [0x26, 0x3d, 0x25, 0x2b, 0x20];

/**
 * The fields of a form as bytes. A mail with its attachments is megabytes in one field, and all of it is signed: it is decoded without
 * making a text of it, which is about what its HMAC costs.
 */
function fieldsOf(body: Buffer): ReadonlyMap<string, Buffer> {
  const fields = new Map<string, Buffer>();
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found === -1 ? body.length : found;
    const pair = body.subarray(start, end);
    start = end + 1;
    if (pair.length === 0) continue;
    const equals = pair.indexOf(EQUALS);
    if ((equals === -1 ? pair.length : equals) > MAX_NAME_BYTES)
      throw new SignatureError('signature_malformed', 'the body is no form: a field has a name without an end');
    const name = decoded(equals === -1 ? pair : pair.subarray(0, equals)).toString('utf8');
    if (fields.has(name))
      throw new SignatureError('signature_malformed', 'a field of the form came more than once: which is signed?');
    if (fields.size === MAX_FORM_FIELDS)
      throw new SignatureError('signature_malformed', 'the form has too many fields');
    fields.set(name, equals === -1 ? EMPTY : decoded(pair.subarray(equals + 1)));
  }
  return fields;
}

/** Source: application/x-www-form-urlencoded of the URL Standard, which leaves a percent sign alone that no two hex digits follow. */
function decoded(bytes: Buffer): Buffer {
  if (!bytes.includes(PERCENT) && !bytes.includes(PLUS)) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const escaped = byte === PERCENT ? byteAt(bytes, at + 1) : null;
    if (escaped !== null) at += 2;
    out[length] = escaped ?? (byte === PLUS ? BLANK : byte);
    length += 1;
  }
  return out.subarray(0, length);
}

function byteAt(bytes: Buffer, at: number): number | null {
  const [high, low] = [digitOf(bytes[at]), digitOf(bytes[at + 1])];
  return high === null || low === null ? null : high * 16 + low;
}

function digitOf(byte = 0): number | null {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}
