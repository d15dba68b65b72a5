import type { BodyFormat, Payload } from '../kit/built-in.js';
import { form, json, xml } from '../kit/index.js';

const NOTHING: Payload = Object.freeze({ value: Object.freeze({}), json: Buffer.from('{}') });

/** Zendesk lets one choose method and media type. A GET or a DELETE has no body, also when its media type names one. */
export const zendeskFormats: readonly BodyFormat[] = [json, xml, form()].map((format) =>
  Object.freeze({ ...format, parse: (body: Buffer) => (body.length === 0 ? NOTHING : format.parse(body)) }),
);
