/** `{3}`, `{2,}`, `{2,5}`: what stands before it is there so many times. */
const COUNT = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/;
/** `\x{10FFFF}`, `\p{Greek}`: the braces belong to the escape. */
const ESCAPE = /^\\(?:[xpPu]\{[^}]*\}|[^])/;
/** `\Q(a{5}\E`: nothing in it means anything. */
const QUOTE = /^\\Q([^]*?)(?:\\E|$)/;
/** `(?i)`: a count after it repeats what stands before it. */
const FLAGS = /^\(\?[a-zA-Z-]*\)/;
/** `(`, `(?:`, `(?i:`, `(?<name>`. */
const GROUP = /^\((?:\?(?:P?<[^>]*>|[a-zA-Z-]*:?))?/;
/** Up to the first bracket: the rest is counted, and counts too high at worst. */
const CLASS = /^\[\^?(?:\\[^]|[^\]\\])*\]?/;

/**
 * How many steps a pattern stands for once its counts are written out, those inside of one another multiplied: what it costs to keep, and to
 * run for one character. It is read without being compiled, because compiling is what may cost too much.
 * @example patternCost('([a-z]{3}){10}') // 40
 */
export function patternCost(pattern: string): number {
  /** Of the groups that are open: what they cost so far, and the last thing in them, which a count would repeat. */
  const open = [{ sum: 0, last: 0 }];
  let at = 0;
  while (at < pattern.length) {
    const level = open.at(-1) ?? { sum: 0, last: 0 };
    const rest = pattern.slice(at);
    const [counted, least, comma, most] = COUNT.exec(rest) ?? [];
    if (counted !== undefined) {
      const times = Math.max(Number(least) + (comma === undefined ? 0 : 1), Number(most ?? 0), 1);
      level.sum += level.last * (times - 1);
      level.last *= times;
      at += counted.length;
      continue;
    }
    const [flags] = FLAGS.exec(rest) ?? [];
    if (flags !== undefined) {
      at += flags.length;
      continue;
    }
    const [quote, quoted = ''] = QUOTE.exec(rest) ?? [];
    if (quote !== undefined) {
      level.sum += quoted.length;
      level.last = quoted.length > 0 ? 1 : level.last;
      at += quote.length;
      continue;
    }
    const [token = rest.slice(0, 1)] = ESCAPE.exec(rest) ?? CLASS.exec(rest) ?? GROUP.exec(rest) ?? [];
    at += token.length;
    if (token.startsWith('(')) open.push({ sum: 1, last: 0 });
    else {
      const closed = token === ')' && open.length > 1 ? open.pop() : undefined;
      const outer = closed === undefined ? level : (open.at(-1) ?? level);
      // What repeats (`*`) or divides (`|`) is a step of its own, and leaves alone what a count after it would repeat.
      const step = closed?.sum ?? 1;
      outer.sum += step;
      outer.last = '*+?'.includes(token) ? outer.last + 1 : step;
    }
  }
  return open.reduce((sum, level) => sum + level.sum, 0);
}
