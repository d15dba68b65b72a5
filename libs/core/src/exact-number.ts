const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A JSON number that a JavaScript number cannot hold as it was written: `9007199254740993`, `10.00`, `1E400`. RFC 8259 section 6 sets
 * no bound for numbers, and an id is compared by its text.
 */
export class ExactNumber {
  /** @param text the number as JSON has it */
  constructor(readonly text: string) {
    Object.freeze(this);
  }

  /** The nearest JavaScript number, for times and counts. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  /** For who forgets `writeExactJson`: a text keeps its digits, a number would not. */
  toJSON(): string {
    return this.text;
  }
}

/** Whether a token is a JSON number that would be written otherwise by JavaScript. */
export function isInexact(token: string): boolean {
  return NUMBER.test(token) && String(Number(token)) !== token;
}
