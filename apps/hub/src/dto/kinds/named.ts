import type { Json, Kind } from '../kind.js';

/** A kind that stands once in the OpenAPI document, under a name of its own. */
export function named(name: string, kind: Kind, about: string): Kind {
  const made: Kind = {
    ...kind,
    schema: (writer) => writer.named(name, made, (): Json => ({ ...kind.schema(writer), description: about })),
  };
  return made;
}
