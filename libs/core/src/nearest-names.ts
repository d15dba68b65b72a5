/** Names beyond these are not what somebody meant, however long the list of names is. */
const MOST = 3;
/** Where no name is longer, and a distance costs the product of two lengths. */
const MAX_LENGTH = 100;

/**
 * The names that somebody may have meant, nearest first: those that a few slips of the pen make of it, and those that hold it whole.
 * @example nearestNames('githb', ['github', 'gitlab', 'stripe']) // ['github', 'gitlab']
 */
export function nearestNames(wrong: string, names: readonly string[]): readonly string[] {
  const word = wrong.slice(0, MAX_LENGTH).toLowerCase();
  // One in a word of three letters, two in a longer one, more in a long one.
  const slips = Math.max(Math.min(2, Math.floor(word.length / 2)), Math.floor(word.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(word, name.toLowerCase(), slips) }))
    .filter(({ distance }) => distance <= slips)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/**
 * How a sentence about an unknown name ends.
 * @example didYouMean('githb', names) // 'did you mean github or gitlab?'; '' when no name is near
 */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const near = nearestNames(wrong, names);
  const last = near.at(-1);
  if (last === undefined) return '';
  return `did you mean ${near.length === 1 ? last : `${near.slice(0, -1).join(', ')} or ${last}`}?`;
}

function distanceOf(word: string, name: string, slips: number): number {
  const distance = editDistance(word, name);
  // `azure` is far from `azure-alert` by its letters, and still what was meant.
  const isHeld = word.length >= 3 && (name.includes(word) || (name.length >= 3 && word.includes(name)));
  return isHeld ? Math.min(distance, slips) : distance;
}

/** Letters that are put in, left out or replaced between the two (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
