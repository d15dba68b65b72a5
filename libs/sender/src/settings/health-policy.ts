const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When an endpoint that fails is left alone, warned of and disabled. Times in milliseconds. */
export interface HealthPolicy {
  /** The circuit opens after so many failures of the endpoint without a success between them. */
  readonly opensAfter: number;
  /** How long it stays open at first; doubled each time that the probe fails, up to `longestOpenMs`. */
  readonly firstOpenMs: number;
  readonly longestOpenMs: number;
  /** No stage is reached before so many failures: an endpoint that is called twice a week is not judged by that. */
  readonly enoughFailures: number;
  /** For how long nothing has worked when its owner is told (`kanca.subscription.failing`). */
  readonly warnAfterMs: number;
  /** ... when it is probed no more often than every `probationOpenMs`. */
  readonly probationAfterMs: number;
  readonly probationOpenMs: number;
  /** ... when it is disabled. Its deliveries are held, not dropped. */
  readonly disableAfterMs: number;
}

export const DEFAULT_HEALTH_POLICY: HealthPolicy = {
  opensAfter: 10,
  firstOpenMs: 30_000,
  longestOpenMs: 10 * MINUTE,
  enoughFailures: 10,
  warnAfterMs: 6 * HOUR,
  probationAfterMs: DAY,
  probationOpenMs: 30 * MINUTE,
  disableAfterMs: 5 * DAY,
};
