/** One field that a hub refused, in the API's own words. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

export interface Failure {
  /** Stable: what programs branch on. The API's own code, or one of the command: `usage`, `no_hub`, `not_a_hub`, `failed`. */
  readonly code?: string;
  /** HTTP status, when the hub answered. */
  readonly status?: number;
  readonly problems?: readonly FieldProblem[];
}

/** A command that did what it could and has bad news: the message is for the user, the exit code is 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code: string;
  readonly status: number | undefined;
  readonly problems: readonly FieldProblem[] | undefined;

  constructor(detail: string, { code = 'failed', status, problems }: Failure = {}) {
    super(detail);
    this.code = code;
    this.status = status;
    this.problems = problems;
  }
}
