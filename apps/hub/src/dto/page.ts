import { Text, Whole } from './fields.js';
import type { DtoClass } from './field.js';
import type { Json, Kind, SchemaWriter } from './kind.js';
import { instant } from './kinds/instant.js';
import { list } from './kinds/list.js';
import { nested } from './kinds/nested.js';
import { text } from './kinds/text.js';

/** The query of every list. */
export class PageQuery {
  @Whole({ min: 1, max: 200, default: 50, inQuery: true })
  limit!: number;

  @Text({ max: 64, optional: true })
  cursor?: string;
}

/** A page of something. */
export function pageOf(dto: DtoClass): Kind {
  return wrapped(dto, (writer) => ({ nextCursor: { anyOf: [text().schema(writer), { type: 'null' }] } }));
}

/** A page of a search that may give up before it has looked at everything. */
export function searchPageOf(dto: DtoClass): Kind {
  const about =
    'Where the search gave up, because it had looked for long enough: `nextCursor` goes on there. null when it looked at all it had to.';
  return wrapped(dto, (writer) => ({
    nextCursor: { anyOf: [text().schema(writer), { type: 'null' }] },
    searchedBack: { description: about, anyOf: [instant.schema(writer), { type: 'null' }] },
  }));
}

/** All there is of something: there is no further page. */
export function wholePageOf(dto: DtoClass): Kind {
  return wrapped(dto, () => ({ nextCursor: { type: 'null' } }));
}

/** A list in an object. */
export function dataOf(dto: DtoClass): Kind {
  return wrapped(dto, () => ({}));
}

function wrapped(dto: DtoClass, others: (writer: SchemaWriter) => Json): Kind {
  return {
    // Answers are not judged.
    faults: () => [],
    schema: (writer) => {
      const properties = { data: list(nested(() => dto)).schema(writer), ...others(writer) };
      return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
    },
  };
}
