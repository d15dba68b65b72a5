const MAX_BYTES = 12_582_912;
const MAX_TEXTS = 1_000;
const MAX_TEXT_BYTES = 1_048_576;
const MAX_RANGES = 10_000;

/**
 * What may be spent on the copies of secrets in one request, all its events together: it bounds the time in which the process does nothing
 * else. Counted, and not measured in time, so that the same request is always stored in the same form.
 */
export class MaskingBudget {
  private bytes = MAX_BYTES;
  private texts = MAX_TEXTS;
  private textBytes = MAX_TEXT_BYTES;
  private ranges = MAX_RANGES;

  /** Whether so many bytes may be searched. */
  takeSearch(bytes: number): boolean {
    this.bytes -= bytes;
    return this.bytes >= 0;
  }

  /** Whether a text of so many bytes that holds a secret may be read and searched once more. */
  takeText(bytes: number): boolean {
    this.texts -= 1;
    this.textBytes -= bytes;
    return this.texts >= 0 && this.textBytes >= 0;
  }

  /** Whether so many places of a text may be blotted one by one. */
  takeRanges(count: number): boolean {
    this.ranges -= count;
    return this.ranges >= 0;
  }
}
