import { hostileJson, hostileValue } from './hostile-json.js';
import { hostileText } from './hostile-text.js';
import type { Dice } from './dice.js';

/** Bytes with a few of them changed, lost, doubled or put in. */
export function changedBytes(bytes: Buffer, dice: Dice): Buffer {
  const at = dice.below(bytes.length + 1);
  const before = bytes.subarray(0, at);
  switch (dice.below(5)) {
    case 0:
      return Buffer.concat([before, bytes.subarray(at + 1)]);
    case 1:
      return before;
    case 2:
      return Buffer.concat([
        before,
        Buffer.from(dice.of([' ', '\r\n', '\0', '"', ',', '&', '<', 'ü', '=', '-']), 'utf8'),
        bytes.subarray(at),
      ]);
    case 3:
      return Buffer.concat([bytes, bytes]);
    default:
      return Buffer.concat([before, Buffer.from([dice.below(256)]), bytes.subarray(at + 1)]);
  }
}

/** A document whose fields are still there, but one of which holds what nobody expects. JSON and forms; others lose a byte. */
export function changedFields(bytes: Buffer, dice: Dice): Buffer {
  const text = bytes.toString('utf8');
  const value = parsed(text);
  if (typeof value === 'object' && value !== null) return Buffer.from(JSON.stringify(changedWithin(value, dice)));
  if (!/^[\w.%+[\]-]+=/.test(text)) return changedBytes(bytes, dice);
  const fields = [...new URLSearchParams(text)];
  const which = dice.below(fields.length);
  const other = (old: string): string => {
    const inner = parsed(old);
    if (typeof inner === 'object' && inner !== null) return JSON.stringify(changedWithin(inner, dice));
    return dice.isOneIn(3) ? hostileJson(dice) : hostileText(dice);
  };
  const changed = fields.map(([name, old], at): [string, string] => [name, at === which ? other(old) : old]);
  return Buffer.from(new URLSearchParams(changed).toString());
}

/** One place of it, chosen level by level: changed, gone, or with a neighbour that was not there. */
function changedWithin(value: object, dice: Dice): unknown {
  const entries = Object.entries(value) as [string, unknown][];
  if (entries.length === 0) return hostileValue(dice);
  const which = dice.below(entries.length);
  const deeper = (inner: unknown): unknown =>
    typeof inner === 'object' && inner !== null && !dice.isOneIn(4) ? changedWithin(inner, dice) : hostileValue(dice);
  const replaced = entries.map(([name, inner], at) => [name, at === which ? deeper(inner) : inner] as const);
  const kept = dice.isOneIn(5) ? replaced.filter((_, at) => at !== which) : replaced;
  if (Array.isArray(value)) {
    const items = kept.map(([, inner]) => inner);
    return dice.isOneIn(6) ? [...items, ...items] : items;
  }
  return Object.fromEntries(dice.isOneIn(6) ? [...kept, [hostileText(dice, 40), hostileValue(dice)]] : kept);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
