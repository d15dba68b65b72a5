export interface HerokuEvent<Resource extends string, Action extends string, Data> {
  readonly id: string;
  readonly action: Action;
  readonly resource: Resource;
  readonly actor: { readonly id: string; readonly email: string };
  /** ISO 8601. */
  readonly created_at: string;
  readonly data: Data;
  /** What it was before, on `update`. */
  readonly previous_data: Partial<Data>;
  readonly version: string;
  readonly webhook_metadata: {
    readonly attempt: { readonly id: string };
    readonly delivery: { readonly id: string };
    readonly event: { readonly id: string; readonly include: string };
    readonly webhook: { readonly id: string };
  };
}

export interface HerokuRelease {
  readonly id: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly version: number;
  readonly status: string;
  readonly description: string;
  readonly current: boolean;
  readonly user: { readonly id: string; readonly email: string };
}

export interface HerokuBuild {
  readonly id: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly status: string;
  readonly stack: string;
  readonly user: { readonly id: string; readonly email: string };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface HerokuEvents {
  readonly 'api:release.create': HerokuEvent<'release', 'create', HerokuRelease>;
  readonly 'api:release.update': HerokuEvent<'release', 'update', HerokuRelease>;
  readonly 'api:build.create': HerokuEvent<'build', 'create', HerokuBuild>;
  readonly 'api:build.update': HerokuEvent<'build', 'update', HerokuBuild>;
}
