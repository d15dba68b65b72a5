import type { EventPath, ReadableEvent } from './event-path.js';
import { allOf, TextAutomaton, type Slices } from './text-automaton.js';

/** What a filter looks for in the text that a path leads to. */
export interface SoughtText {
  readonly path: string;
  readonly part: string;
}

interface Looked {
  readonly parts: readonly string[];
  readonly shortLength: number;
}

/**
 * So many comparisons of characters take less than a millisecond, which is what the search of JavaScript takes at worst: it may compare all of
 * a part at each place of a text. It is the fastest for usual texts.
 */
const FEW_COMPARISONS = 1_048_576;

/**
 * Looks for the parts of many filters at once, so that a large text is read once for all of them. Made once for filters that are used
 * for many events.
 * @example const search = new TextSearch(() => filters.flatMap(({ sought }) => sought.map(({ part }) => part)));
 */
export class TextSearch {
  private known: Looked | null = null;
  private automaton: TextAutomaton | null = null;

  /** @param parts everything that will be looked for; read when it is first needed */
  constructor(private readonly parts: () => readonly string[]) {}

  /** For the texts of one event: each is read at most once. */
  inEvent(): TextsOfEvent {
    return new TextsOfEvent(this);
  }

  /** Whether a text is so short that it may be looked through for each part. */
  isShort(length: number): boolean {
    return length <= this.looked().shortLength;
  }

  /** How long such a text may be; Infinity when nothing is looked for. */
  get shortLength(): number {
    return this.looked().shortLength;
  }

  /** Makes the automaton when it is first needed. */
  *ready(): Slices<TextAutomaton> {
    return (this.automaton ??= yield* TextAutomaton.made(this.looked().parts));
  }

  private looked(): Looked {
    if (this.known !== null) return this.known;
    const parts = this.parts();
    const characters = parts.reduce((sum, part) => sum + part.length, 0);
    this.known = { parts, shortLength: FEW_COMPARISONS / characters };
    return this.known;
  }
}

/** Looks into the texts of one event. */
export class TextsOfEvent {
  private readonly searched = new Map<string, ReadonlySet<number>>();

  private readonly shortLength: number;

  constructor(private readonly search: TextSearch) {
    this.shortLength = search.shortLength;
  }

  /** Reads the large texts that paths lead to, in slices of work, after which `contains` only looks up what was found. */
  *read(event: ReadableEvent, paths: ReadonlyMap<string, EventPath>): Slices<void> {
    for (const [path, valueAt] of paths) {
      const text = valueAt(event);
      if (typeof text !== 'string' || text.length <= this.shortLength) continue;
      const automaton = yield* this.search.ready();
      this.searched.set(path, yield* automaton.search(text));
      yield undefined;
    }
  }

  /** Whether the text that a path leads to has a part. */
  contains(path: string, text: string, part: string): boolean {
    if (text.length <= this.shortLength || part === '') return text.includes(part);
    const automaton = allOf(this.search.ready());
    const number = automaton.numberOf(part);
    if (number === undefined) return containsText(text, part);
    let found = this.searched.get(path);
    if (found === undefined) this.searched.set(path, (found = allOf(automaton.search(text))));
    return found.has(number);
  }
}

/** Whether a text contains another one, in time that is linear in both. */
export function containsText(text: string, part: string): boolean {
  if (text.length * part.length <= FEW_COMPARISONS) return text.includes(part);
  return new TextSearch(() => [part]).inEvent().contains('', text, part);
}
