/** How long sessions live, in milliseconds. */
export class SessionSettings {
  constructor(
    /** After the last call, to the minute. */
    readonly idleMs: number,
    /** After the sign-in, however busy. */
    readonly lifetimeMs: number,
  ) {}
}
