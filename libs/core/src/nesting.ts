/** Whether a parsed value has more than `levels` lists and objects inside each other. */
export function nestsDeeperThan(levels: number, value: unknown): boolean {
  let level = isNested(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= levels) return true;
    level = level.flatMap((one) => childrenOf(one).filter(isNested));
  }
  return false;
}

function childrenOf(value: object): readonly unknown[] {
  return Array.isArray(value) ? value : Object.values(value);
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
