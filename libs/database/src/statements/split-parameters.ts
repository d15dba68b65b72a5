/** A piece of a statement: SQL as it stands, or the name of a parameter. */
export type Piece = { readonly sql: string } | { readonly parameter: string };

/**
 * Texts that hold a colon or a dollar without being a parameter, and the parameters. Dollar quotes and comments are found by their beginning here.
 * Source: PostgreSQL's manual, section 4.1 "Lexical Structure".
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<![\w$])[eE]'(?:[^'\\]|\\[\s\S]|'')*'`, // a string with escapes
    `'(?:[^']|'')*'`, // a string
    `"(?:[^"]|"")*"`, // a quoted identifier
    String.raw`--[^\n]*`, // a comment to the end of the line
    String.raw`(?<comment>/\*)`,
    String.raw`(?<![\w$])(?<quote>\$(?:[A-Za-z_]\w*)?\$)`,
    '::|:=',
    String.raw`(?<![\w$])(?<position>\$\d+)`,
    String.raw`(?<!\w):(?<name>[A-Za-z_]\w*)`, // not directly behind a word: that is the slice of an array, a[first:last]
  ].join('|'),
  'g',
);

/**
 * Takes a statement apart at its parameters, which are written `:name`.
 * @throws TypeError for a parameter that is written by its position, `$1`
 */
export function splitParameters(statement: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let copied = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(statement); found !== null; found = TOKEN.exec(statement)) {
    const { comment, quote, position, name } = found.groups ?? {};
    if (comment !== undefined) TOKEN.lastIndex = endOfComment(statement, TOKEN.lastIndex);
    if (quote !== undefined) TOKEN.lastIndex = endOf(statement, quote, TOKEN.lastIndex);
    if (position !== undefined)
      throw new TypeError(`${position} stands in the text: give the parameter a name, :name.`);
    if (name === undefined) continue;
    pieces.push({ sql: statement.slice(copied, found.index) }, { parameter: name });
    copied = TOKEN.lastIndex;
  }
  pieces.push({ sql: statement.slice(copied) });
  return pieces;
}

/** Comments of this kind may stand in each other. */
function endOfComment(statement: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let depth = 1; depth > 0;) {
    const found = mark.exec(statement);
    if (found === null) return statement.length;
    depth += found[0] === '/*' ? 1 : -1;
  }
  return mark.lastIndex;
}

function endOf(statement: string, mark: string, start: number): number {
  const end = statement.indexOf(mark, start);
  return end < 0 ? statement.length : end + mark.length;
}
