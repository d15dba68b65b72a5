/** How deliveries are put together into one request. */
export interface BatchPolicy {
  /** No more than so many in one. */
  readonly maxEvents: number;
  /** How long the first waits for the others, in milliseconds. */
  readonly maxWaitMs: number;
}
