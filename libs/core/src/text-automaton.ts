/** How many characters (UTF-16 code units) there are. */
const CODES = 65_536;
/** For so many of them the first state is kept in a table: most texts are at the start nearly all of the time. */
const FEW_CODES = 256;

/**
 * Finds many parts in a text in one pass, which takes time that is linear in the text, however many parts there are and however alike they are.
 * Source: Aho and Corasick, Efficient String Matching (1975). A state that has one successor has it next to itself, so that a
 * character of a part takes 11 bytes.
 */
export class TextAutomaton {
  /** For each state: the character that leads to it. State 0 is the start, where nothing was seen. */
  private readonly codes: Uint16Array;
  /** For each state: whether the state after it is its successor. */
  private readonly isFollowed: Uint8Array;
  /** For each state: the one of the longest shorter end of the same text that a part begins with. */
  private readonly shorter: Uint32Array;
  /** For each state: the number of the longest part that ends there; 0 when none does. */
  private readonly ending: Uint32Array;
  /** For each part: the number of the next shorter one that ends where it does. */
  private readonly endingToo: Uint32Array;
  /** The successors that are not next to their state, sorted: `state * 65536 + character`, and where it leads. */
  private keys = new Float64Array(0);
  private targets = new Uint32Array(0);
  private readonly isForked: Uint8Array;
  private readonly first = new Uint32Array(FEW_CODES);
  private readonly numbers = new Map<string, number>();

  private constructor(private readonly sorted: readonly string[]) {
    const states = 1 + sorted.reduce((sum, part) => sum + part.length, 0);
    this.codes = new Uint16Array(states);
    this.isFollowed = new Uint8Array(states);
    this.isForked = new Uint8Array(states);
    this.shorter = new Uint32Array(states);
    this.ending = new Uint32Array(states);
    this.endingToo = new Uint32Array(sorted.length + 1);
  }

  /** Makes one, in slices of work of a few milliseconds. */
  static *made(parts: Iterable<string>): Slices<TextAutomaton> {
    const automaton = new TextAutomaton([...new Set(parts)].filter((part) => part !== '').sort(byCodes));
    const states = yield* automaton.addAll();
    yield undefined;
    yield* automaton.link(states);
    return automaton;
  }

  /** The numbers of all parts that the text has; in slices, too. */
  *search(text: string): Slices<ReadonlySet<number>> {
    const found = new Set<number>();
    let state = 0;
    for (let at = 0; at < text.length && found.size < this.numbers.size; at += SLICE) {
      if (at > 0) yield undefined;
      state = this.searchSlice(text, at, state, found);
    }
    return found;
  }

  private searchSlice(text: string, start: number, before: number, found: Set<number>): number {
    const { shorter, ending, endingToo } = this;
    const end = Math.min(start + SLICE, text.length);
    let state = before;
    for (let at = start; at < end; at++) {
      state = this.after(state, text.charCodeAt(at), shorter);
      for (let part = ending[state] ?? 0; part !== 0 && !found.has(part); part = endingToo[part] ?? 0) found.add(part);
    }
    return state;
  }

  /** The number of a part, as `search` tells it. */
  numberOf(part: string): number | undefined {
    return this.numbers.get(part);
  }

  /** Makes the states. Of sorted parts, each begins with what it has in common with the one before it. @returns how many there are */
  private *addAll(): Slices<number> {
    const forks: { key: number; target: number }[] = [];
    const path: number[] = [0];
    let states = 1;
    let before = '';
    let sinceTurn = 0;
    for (const part of this.sorted) {
      sinceTurn += part.length;
      if (sinceTurn > SLICE) {
        sinceTurn = 0;
        yield undefined;
      }
      const common = commonStart(before, part);
      let state = path[common] ?? 0;
      for (let at = common; at < part.length; at++) {
        const code = part.charCodeAt(at);
        if (state === states - 1) this.isFollowed[state] = 1;
        else {
          this.isForked[state] = 1;
          forks.push({ key: state * CODES + code, target: states });
        }
        this.codes[states] = code;
        state = states++;
        path[at + 1] = state;
      }
      this.numbers.set(part, this.numbers.size + 1);
      this.ending[state] = this.numbers.size;
      before = part;
    }
    forks.sort((a, b) => a.key - b.key);
    this.keys = Float64Array.from(forks, ({ key }) => key);
    this.targets = Uint32Array.from(forks, ({ target }) => target);
    for (let code = 0; code < FEW_CODES; code++) this.first[code] = this.successor(0, code);
    return states;
  }

  /** Says of each state where to go on when no successor fits: shorter ones first, since longer ones need theirs. */
  private *link(states: number): Slices<void> {
    const queue = new Uint32Array(states);
    let [at, length] = [0, 1];
    while (at < length) {
      const end = Math.min(at + SLICE, length);
      for (; at < end; at++) length = this.linkNext(queue[at] ?? 0, queue, length);
      yield undefined;
    }
  }

  /** Links all that come next after a state, and lets them come into the queue. @returns its new length */
  private linkNext(state: number, queue: Uint32Array, before: number): number {
    let length = before;
    if (this.isFollowed[state] === 1) {
      queue[length++] = state + 1;
      this.linkOne(state + 1, state);
    }
    if (this.isForked[state] === 0) return length;
    for (let fork = this.placeOf(state * CODES); (this.keys[fork] ?? Infinity) < (state + 1) * CODES; fork++) {
      const next = this.targets[fork] ?? 0;
      queue[length++] = next;
      this.linkOne(next, state);
    }
    return length;
  }

  private linkOne(state: number, before: number): void {
    const { shorter, ending } = this;
    const other = before === 0 ? 0 : this.after(shorter[before] ?? 0, this.codes[state] ?? 0, shorter);
    shorter[state] = other;
    const part = ending[state] ?? 0;
    if (part === 0) ending[state] = ending[other] ?? 0;
    else this.endingToo[part] = ending[other] ?? 0;
  }

  /** The state after one more character. */
  private after(before: number, code: number, shorter: Uint32Array): number {
    let state = before;
    while (state !== 0) {
      const next = this.successor(state, code);
      if (next !== 0) return next;
      state = shorter[state] ?? 0;
    }
    return code < FEW_CODES ? (this.first[code] ?? 0) : this.successor(0, code);
  }

  /** 0 when a state has no successor with this character. */
  private successor(state: number, code: number): number {
    if (this.isFollowed[state] === 1 && this.codes[state + 1] === code) return state + 1;
    if (this.isForked[state] === 0) return 0;
    const key = state * CODES + code;
    const place = this.placeOf(key);
    return this.keys[place] === key ? (this.targets[place] ?? 0) : 0;
  }

  /** The place of the first key that is not less. */
  private placeOf(key: number): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** So many characters are looked at between two turns of others: that takes 1 ms, or 20 ms where each has to be fetched from far memory. */
const SLICE = 65_536;

/** Work that lets others have a turn at each `yield`. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** Does all of the work at once. */
export function allOf<T>(slices: Slices<T>): T {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}

function byCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}
