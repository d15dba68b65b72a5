export {
  bigint,
  boolean,
  bytea,
  float8,
  int,
  jsonb,
  real,
  text,
  timestamptz,
  utf8,
  uuid,
  type ElementType,
  type NullableType,
  type ParameterType,
} from './parameter-types.js';
export { statement, type ParametersOf, type Query, type SqlRunner, type Statement } from './statement.js';
