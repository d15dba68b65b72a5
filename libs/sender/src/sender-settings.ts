/** What the sender needs to know of the program it runs in. */
export class SenderSettings {
  /** Shown to subscribers in `user-agent: Kanca/<version>`. */
  readonly version: string = '0.1.0';

  constructor(settings: Partial<SenderSettings> = {}) {
    Object.assign(this, settings);
  }
}
