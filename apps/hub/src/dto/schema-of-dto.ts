import { fieldsOf, nameOf, unknownNamesOf, type DtoClass, type Field } from './field.js';
import type { Json, SchemaWriter } from './kind.js';

/** The JSON Schema of a class: a reference when the class has a name. */
export function schemaOfDto(dto: DtoClass, writer: SchemaWriter): Json {
  const name = nameOf(dto);
  return name === undefined ? objectOf(dto, writer) : writer.named(name, dto, () => objectOf(dto, writer));
}

/** The JSON Schema of one field, with its description. */
export function schemaOfField(field: Field, writer: SchemaWriter): Json {
  const { kind, about, nullable, inQuery } = field;
  const schema = kind.schema(writer);
  // A query has no true and false, only their texts.
  const shown = inQuery === true && schema['type'] === 'boolean' ? { type: 'string', enum: ['true', 'false'] } : schema;
  return {
    ...(nullable === true ? orNull(shown) : shown),
    ...(about === undefined ? {} : { description: about }),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
}

function orNull(schema: Json): Json {
  const isPlain = typeof schema['type'] === 'string' && schema['enum'] === undefined && schema['const'] === undefined;
  return isPlain ? { ...schema, type: [schema['type'], 'null'] } : { anyOf: [schema, { type: 'null' }] };
}

function objectOf(dto: DtoClass, writer: SchemaWriter): Json {
  const fields = fieldsOf(dto) ?? [];
  const required = fields.filter((field) => isRequired(field, writer.io)).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field, writer)])),
    ...(required.length === 0 ? {} : { required }),
    ...others(dto, writer),
  };
}

function isRequired(field: Field, io: SchemaWriter['io']): boolean {
  return field.optional !== true && !(io === 'input' && field.default !== undefined);
}

function others(dto: DtoClass, writer: SchemaWriter): Json {
  const unknown = unknownNamesOf(dto);
  if (typeof unknown === 'object') return { additionalProperties: unknown.schema(writer) };
  return unknown === 'dropped' && writer.io === 'input' ? {} : { additionalProperties: false };
}
