/** What every event says. */
export interface AzureContainerRegistryEvent<Action extends string, Target> {
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly action: Action;
  readonly target: Target;
  readonly request: {
    readonly id: string;
    /** `shop.azurecr.io`. */
    readonly host: string;
    readonly method: string;
    readonly useragent: string;
  };
}

export interface AzurePushedImage {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
  readonly length: number;
  readonly repository: string;
  readonly tag?: string;
}

export interface AzureDeletedImage {
  readonly mediaType: string;
  readonly digest: string;
  readonly repository: string;
}

export interface AzurePushedChart {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
  readonly repository: string;
  readonly tag: string;
  readonly name: string;
  readonly version: string;
}

export type AzureDeletedChart = Omit<AzurePushedChart, 'digest'>;

export interface AzureContainerRegistryPing {
  readonly id: string;
  readonly timestamp: string;
  readonly action: 'ping';
}

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface AzureContainerRegistryEvents {
  readonly push: AzureContainerRegistryEvent<'push', AzurePushedImage>;
  readonly delete: AzureContainerRegistryEvent<'delete', AzureDeletedImage>;
  readonly quarantine: AzureContainerRegistryEvent<'quarantine', AzurePushedImage>;
  readonly chart_push: AzureContainerRegistryEvent<'chart_push', AzurePushedChart>;
  readonly chart_delete: AzureContainerRegistryEvent<'chart_delete', AzureDeletedChart>;
  readonly ping: AzureContainerRegistryPing;
}
