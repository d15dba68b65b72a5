type Branch = Map<string, unknown>;

/** Deeper than `data[merges][GROUPINGS][0][name]`. */
const MAX_DEPTH = 8;
const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

/**
 * A form whose names have brackets, as PHP writes them, as the object that it means: `data[merges][FNAME]` is `data.merges.FNAME`.
 * A name that cannot be read so stays as it is.
 */
export function nestedForm(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const root: Branch = new Map();
  const left: Branch = new Map();
  for (const [name, value] of Object.entries(fields)) if (!put(root, pathOf(name), value)) left.set(name, value);
  return { ...toObject(left), ...toObject(root) };
}

function pathOf(name: string): readonly string[] {
  const [, first, brackets] = BRACKETED.exec(name) ?? [];
  if (first === undefined || brackets === undefined) return [name];
  const path = [first, ...brackets.slice(1, -1).split('][')];
  return path.length > MAX_DEPTH ? [name] : path;
}

function put(branch: Branch, [key = '', ...rest]: readonly string[], value: unknown): boolean {
  const known = branch.get(key);
  if (rest.length === 0) {
    if (known !== undefined) return false;
    branch.set(key, value);
    return true;
  }
  if (known !== undefined && !(known instanceof Map)) return false;
  const inner = known instanceof Map ? (known as Branch) : new Map<string, unknown>();
  branch.set(key, inner);
  return put(inner, rest, value);
}

function toObject(branch: Branch): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...branch].map(([key, value]) => [key, value instanceof Map ? toObject(value as Branch) : value] as const),
  );
}
