/** What a test notification carries. */
export interface SampleEvent {
  /** JSON. */
  readonly data: unknown;
  readonly subject?: string | null;
}

/** Where test notifications get their data from. Bind another one to show subscribers the real shape of each type. */
export abstract class SampleEvents {
  /** An example of a type as a tenant knows it; null when there is none. */
  abstract find(tenant: string, type: string): Promise<SampleEvent | null>;
}

/** Knows no type. */
export class NoSampleEvents extends SampleEvents {
  find(): Promise<null> {
    return Promise.resolve(null);
  }
}

/** Looks like an event of any type, for types of which nobody has given an example. */
export function plausibleSample(type: string): SampleEvent {
  return {
    data: { test: true, message: `This is a test of ${type}. It stands for no real event.`, number: 12345 },
  };
}
