import { writeExactJson } from '@kanca/core';
import { json, parseJson } from '../kit/index.js';
import type { BodyFormat, Payload } from '../kit/built-in.js';

const EMPTY: readonly Buffer[] = [Buffer.from(''), Buffer.from('\r')];

/** A JSON object on each line, for each media type that the stream can be given; empty lines are passed over. */
export const logLines: BodyFormat = Object.freeze({
  kind: 'json_lines',
  mediaType: 'application/x-ndjson',
  accepts: (mediaType) => mediaType === 'application/x-ndjson' || mediaType === 'text/plain' || json.accepts(mediaType),
  parse(body): Payload {
    try {
      return json.parse(body);
    } catch {
      const value = linesOf(body).map((line) => parseJson(line));
      return { value, json: Buffer.from(writeExactJson(value)) };
    }
  },
} satisfies BodyFormat);

function linesOf(body: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < body.length;) {
    const found = body.indexOf('\n', start);
    const end = found === -1 ? body.length : found;
    const line = body.subarray(start, end);
    if (!EMPTY.some((empty) => line.equals(empty))) lines.push(line);
    start = end + 1;
  }
  return lines;
}
