import { readMultipart } from '../kit/built-in.js';
import { inForm, inJson, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { MultipartPart, Place } from '../kit/built-in.js';

/**
 * A piece of Mailgun's signature, which stands in the body: under `signature` in the JSON of an event, beside everything else in the
 * form of a mail. Source: documentation.mailgun.com, securing webhooks.
 */
export function bodyField(name: string): Place {
  const json = inJson('signature', name);
  const form = inForm(name);
  const files = inMultipart(name);
  const placeOf = ({ headers }: InboundRequest): Place => {
    const type = (headers['content-type'] ?? '').toLowerCase();
    if (type.startsWith('multipart/form-data')) return files;
    return type.startsWith('application/x-www-form-urlencoded') ? form : json;
  };
  return Object.freeze({
    kind: 'mailgun_body_field',
    name,
    where: `the field ${name} of the body`,
    headers: [],
    read: (request) => placeOf(request).read(request),
    write: (request, value) => placeOf(request).write(request, value),
  } satisfies Place & { name: string });
}

function inMultipart(name: string): Place {
  const where = `the form field ${name}`;
  return {
    kind: 'multipart',
    where,
    headers: [],
    read(request) {
      const fields = partsOf(request).filter((part) => part.name === name && part.filename === undefined);
      if (fields.length > 1)
        throw new SignatureError('header_doubled', `${where} came more than once: which of them is meant?`);
      return fields[0]?.content.toString('utf8');
    },
    /** As a first part of the form. */
    write(request, value) {
      const firstLine = request.body.subarray(0, request.body.indexOf('\r\n'));
      const part = `\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      return { ...request, body: Buffer.concat([firstLine, Buffer.from(part), request.body]) };
    },
  };
}

/** What cannot be read has no fields: the request is refused for what it lacks, not for its form. */
function partsOf({ body, headers }: InboundRequest): readonly MultipartPart[] {
  try {
    return readMultipart(body, headers['content-type'] ?? '');
  } catch {
    return [];
  }
}
