/** Where a text stops being JSON: as editors count, from 1. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
  /** What is there; null when the text ends too early. */
  readonly found: string | null;
}

/**
 * Node tells the place of some mistakes only, so it is searched: the shortest beginning that nothing could make JSON any more ends there.
 * @param text that `JSON.parse` does not take
 */
export function placeOfMistake(text: string): JsonPlace {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isHopeless(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  const lines = text.slice(0, good).split('\n');
  const [found = null] = text.slice(good);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, found };
}

/** Whether no end would make it JSON. */
function isHopeless(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = / at position (\d+)/.exec(message)?.[1];
    return position === undefined ? !message.startsWith('Unexpected end') : Number(position) < beginning.length;
  }
}
