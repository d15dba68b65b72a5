import type { DtoClass } from '../dto/field.js';
import type { Json, Kind, SchemaWriter } from '../dto/kind.js';
import { schemaOfDto } from '../dto/schema-of-dto.js';

/**
 * The schemas of one OpenAPI document. A class with a name (`@Named('Delivery')`) stands once under `components.schemas`, and every use of it is
 * a reference, so that generated clients have a type with that name. A class without a name is written out where it is used.
 */
export class OpenApiSchemas {
  private readonly schemas = new Map<string, Json>();
  private readonly owners = new Map<string, object>();

  /** @throws Error when two different schemas have one name */
  of(described: DtoClass | Kind, io: 'input' | 'output'): Json {
    const writer = this.writer(io);
    return typeof described === 'function' ? schemaOfDto(described, writer) : described.schema(writer);
  }

  writer(io: 'input' | 'output'): SchemaWriter {
    return { io, named: (id, owner, make) => this.reference(nameOf(id, io), owner, make) };
  }

  /** By name, in the order of the alphabet. */
  all(): Json {
    return Object.fromEntries([...this.schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private reference(name: string, owner: object, make: () => Json): Json {
    const before = this.owners.get(name);
    if (before !== undefined && before !== owner)
      throw new Error(`Two schemas of the management API have the name ${name}: give one of them another.`);
    if (before === undefined) {
      // First of all, for a class that is found inside of itself.
      this.owners.set(name, owner);
      this.schemas.set(name, make());
    }
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** A request and an answer of one class differ by the defaults, so the two have different names. */
function nameOf(id: string, io: 'input' | 'output'): string {
  return io === 'input' ? `${id}Input` : id;
}
