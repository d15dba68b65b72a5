/** `failing`: something failed since it last worked. `warned`, `probation`, `disabled`: for how long nothing has. */
export type HealthStage = 'failing' | 'warned' | 'probation' | 'disabled';

/** How an endpoint is, as its owner sees it. */
export interface EndpointHealthView {
  /** `well`: it worked the last time, or was never called. */
  readonly stage: HealthStage | 'well';
  /** `open`: it is left alone until `nextProbeAt`. `half_open`: one delivery at a time goes out, to see whether it works again. */
  readonly circuit: 'closed' | 'open' | 'half_open';
  readonly failingSince: Date | null;
  /** Since it last worked. */
  readonly failures: number;
  readonly lastError: string | null;
  /** When it is tried again, or may be called again after it asked to be left alone. */
  readonly nextProbeAt: Date | null;
  /** Deliveries a second that it was seen to bear; null when it was never too much. */
  readonly learntRate: number | null;
}
