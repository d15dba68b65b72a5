import { hostileText } from './hostile-text.js';
import type { Dice } from './dice.js';

const NUMBERS: readonly string[] = [
  '0',
  '-0',
  '1',
  '-1',
  '1.0',
  '1e21',
  '1e999',
  '-1e-999',
  '9007199254740993',
  '0.1',
  '1760000000',
  '1760000000000',
  '8640000000000001',
];
const NO_JSON: readonly string[] = [
  '',
  ' ',
  'null',
  'true',
  '"x"',
  '[,]',
  '{,}',
  '{"a":1,}',
  "{'a':1}",
  '{a:1}',
  'NaN',
  '{"a":1}{"a":2}',
  '{"a":1}\0',
  '// x\n{}',
  '"\\ud800"',
  '"\\u"',
  '{"a"',
  '[1',
  '0x10',
  '01',
  '--1',
  '\uFEFF{}',
  '{"":""}',
];

/** A document as text: not a value, since numbers and doubled names say more than a value can hold. */
export function hostileJson(dice: Dice): string {
  switch (dice.below(8)) {
    case 0:
      return dice.of(NO_JSON);
    case 1:
      return deep(dice);
    case 2:
      return manyNames(dice);
    case 3:
      return `{"__proto__":{"type":"x","id":"x"},"constructor":{"prototype":{"type":"x"}},"type":${leaf(dice)}}`;
    default:
      return tree(dice, 4);
  }
}

/** A number, text, list or object, where another was. */
export function hostileValue(dice: Dice): unknown {
  try {
    return JSON.parse(tree(dice, 2)) as unknown;
  } catch {
    return hostileText(dice);
  }
}

function tree(dice: Dice, depth: number): string {
  if (depth === 0 || dice.isOneIn(3)) return leaf(dice);
  if (dice.isOneIn(3)) return `[${dice.some(6, () => tree(dice, depth - 1)).join(',')}]`;
  const field = () => `${JSON.stringify(hostileText(dice, 50))}:${tree(dice, depth - 1)}`;
  return `{${dice.some(6, field).join(',')}}`;
}

function leaf(dice: Dice): string {
  if (dice.isOneIn(3)) return dice.of(NUMBERS);
  return dice.isOneIn(4) ? dice.of(['null', 'true', 'false', '{}', '[]']) : JSON.stringify(hostileText(dice, 300));
}

function deep(dice: Dice): string {
  const depth = dice.length(40_000);
  const [open, close] = dice.of<readonly [string, string]>([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"":', '}]'],
  ]);
  const inside = dice.isOneIn(3) ? '' : '1';
  return open.repeat(depth) + inside + (dice.isOneIn(3) ? '' : close.repeat(depth));
}

/** Names that a table of hashes does not like: whole numbers with the same low bits, and the same name again and again. */
function manyNames(dice: Dice): string {
  const step = dice.of([0, 1, 1_048_576, 4_294_967_296]);
  const names = Array.from({ length: dice.length(4_000) }, (_, at) => `"${String(at * step)}":${String(at)}`);
  return `{${names.join(',')}}`;
}
