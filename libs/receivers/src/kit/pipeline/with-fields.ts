/** A JSON object with some of its fields set anew; anything else as it is. For `freshen`. */
export function withFields(value: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, ...fields } : value;
}
