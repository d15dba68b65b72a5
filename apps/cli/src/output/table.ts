export type Row = Readonly<Record<string, unknown>>;

/** Lines with the columns under each other. A column is a dotted path into a row; its first word is its head, unless two have the same. */
export function table(rows: readonly Row[], columns: readonly string[]): readonly string[] {
  const cells = [
    columns.map((column) => wordsOf(headOf(column, columns))),
    ...rows.map((row) => columns.map((column) => inOneLine(shortTime(cell(row, column))))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Fields whose words alone would not say what they hold. */
const HEADS: Readonly<Record<string, string>> = {
  attemptCount: 'attempts',
  waitsFor: 'waits for',
  receivedAt: 'received',
  createdAt: 'created',
  expiresAt: 'expires',
  lastUsedAt: 'last used',
  handedOverFrom: 'handed over from',
  latencyMs: 'latency (ms)',
};

function wordsOf(field: string): string {
  return Object.hasOwn(HEADS, field) ? (HEADS[field] ?? field) : field;
}

/** A time to the second, which is still one that `--since` and `--until` take. */
export function shortTime(text: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(text) ? `${text.slice(0, 19)}Z` : text;
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
