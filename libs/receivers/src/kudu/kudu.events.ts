/** A deployment that is over. */
export interface KuduDeployment<Status extends string> {
  /** The commit that was deployed. */
  readonly id: string;
  readonly status: Status;
  readonly statusText: string;
  readonly authorEmail: string;
  readonly author: string;
  readonly message: string;
  readonly progress: string;
  readonly deployer: string;
  /** ISO 8601. */
  readonly receivedTime: string;
  readonly startTime: string;
  readonly endTime: string;
  /** Null before the first success. */
  readonly lastSuccessEndTime: string | null;
  readonly complete: boolean;
  readonly siteName: string;
  /** On some versions: `web-1.azurewebsites.net`. */
  readonly hostName?: string;
}

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface KuduEvents {
  readonly success: KuduDeployment<'success'>;
  readonly failed: KuduDeployment<'failed'>;
  readonly pending: KuduDeployment<'pending'>;
  readonly building: KuduDeployment<'building'>;
  readonly deploying: KuduDeployment<'deploying'>;
}
