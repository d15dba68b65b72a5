import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type Json = Record<string, unknown>;

const REF = /^#\/\$defs\/(.+)$/;

/**
 * The schemas of one OpenAPI document. A schema with an id (`.meta({ id: 'Delivery' })`) stands once under `components.schemas`, and every
 * use of it is a reference, so that generated clients have a type with that name. A schema without an id is written out where it is used.
 */
export class OpenApiSchemas {
  private readonly named = new Map<string, Json>();

  /**
   * @param io `input` for a request, in which fields with a default may be left out; `output` for an answer
   * @throws Error when two different schemas have one id
   */
  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    // Inside another schema every schema with an id is a reference, also the outermost.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), {
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        // The format says the same as zod's pattern of several hundred characters.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      },
    });
    for (const [id, definition] of Object.entries($defs)) this.add(nameOf(id, io), inComponents(definition, io));
    return inComponents(properties?.['it'], io) as Json;
  }

  /** By name, in the order of the alphabet. */
  all(): Json {
    return Object.fromEntries([...this.named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private add(name: string, definition: unknown): void {
    const { id: _id, ...schema } = definition as Json;
    const before = this.named.get(name);
    if (before !== undefined && !isDeepStrictEqual(before, schema))
      throw new Error(`Two schemas of the management API have the id ${name}: give one of them another.`);
    this.named.set(name, schema);
  }
}

/** A request and an answer of one schema differ by the defaults, so the two have different names. */
function nameOf(id: string, io: 'input' | 'output'): string {
  return io === 'input' ? `${id}Input` : id;
}

function inComponents(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => inComponents(one, io));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => {
      const id = key === '$ref' && typeof inner === 'string' ? REF.exec(inner)?.[1] : undefined;
      return [key, id === undefined ? inComponents(inner, io) : `#/components/schemas/${nameOf(id, io)}`];
    }),
  );
}
