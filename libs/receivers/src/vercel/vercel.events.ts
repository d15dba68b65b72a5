export interface VercelEvent<Name extends string, Payload> {
  readonly id: string;
  readonly type: Name;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly region?: string | null;
  readonly payload: Payload;
}

export interface VercelDeployment {
  readonly team?: { readonly id: string | null };
  readonly user: { readonly id: string };
  readonly deployment: {
    readonly id: string;
    readonly name: string;
    readonly url: string;
    readonly meta: Readonly<Record<string, unknown>>;
  };
  readonly project: { readonly id: string };
  readonly target: 'production' | 'staging' | null;
  readonly links: { readonly deployment: string; readonly project: string };
  readonly plan: string;
  readonly regions: readonly string[];
}

export interface VercelProject {
  readonly team?: { readonly id: string | null };
  readonly user: { readonly id: string };
  readonly project: { readonly id: string; readonly name?: string };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface VercelEvents {
  readonly 'deployment.created': VercelEvent<'deployment.created', VercelDeployment>;
  readonly 'deployment.succeeded': VercelEvent<'deployment.succeeded', VercelDeployment>;
  readonly 'deployment.error': VercelEvent<'deployment.error', VercelDeployment>;
  readonly 'deployment.canceled': VercelEvent<'deployment.canceled', VercelDeployment>;
  readonly 'project.created': VercelEvent<'project.created', VercelProject>;
}
