export type Row = Readonly<Record<string, unknown>>;

/** Lines with the columns under each other. A column is a dotted path into a row; its first word is its head, unless two have the same. */
export function table(rows: readonly Row[], columns: readonly string[]): readonly string[] {
  const cells = [
    columns.map((column) => headOf(column, columns)),
    ...rows.map((row) => columns.map((column) => inOneLine(cell(row, column)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** What subscribers and providers wrote may hold line breaks, and codes that a terminal obeys. */
function inOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function headOf(column: string, columns: readonly string[]): string {
  const words = column.split('.');
  const isShared = columns.some((other) => other !== column && other.split('.')[0] === words[0]);
  return (isShared ? words.at(-1) : words[0]) ?? '';
}

/** One value as people read it; `-` for none. */
export function cell(row: Row, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      row,
    );
  if (value === null || value === undefined) return '-';
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
