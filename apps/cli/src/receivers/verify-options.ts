export interface VerifyOptions {
  readonly secret?: readonly string[];
  readonly config?: string;
  readonly request?: string;
  readonly headers?: string;
  readonly body?: string;
  readonly url?: string;
  readonly method?: string;
  readonly at?: string;
}
