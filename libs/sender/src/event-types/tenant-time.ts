import { OutOfTime, WithinTime } from './within-time.js';

/** A tenant that has had its time rests for so long, and time is counted for so long. */
const REST_MS = 10_000;
/** What all work of a tenant may take in that time. */
const BUDGET_MS = 1_000;
/** What is done sooner is not counted: it is no more than other requests take. */
const FREE_MS = 50;
const MAX_TENANTS = 1_000;

/** The tenant has used up its time, and nothing was begun. */
export class Resting extends OutOfTime {
  readonly retryAfterSeconds = REST_MS / 1_000;
}

interface Account {
  ms: number;
  until: number;
}

/**
 * Bounds what tenants can make the process do while it does nothing else: each piece of work, and all of a tenant's together, whatever it
 * is about.
 * @example new TenantTime(500).run('acme', () => check(data))
 */
export class TenantTime {
  private readonly within: WithinTime;
  private readonly accounts = new Map<string, Account>();

  constructor(
    limitMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.within = new WithinTime(limitMs);
  }

  /**
   * @param tenant null: the hub's own work, which is held short, and not counted
   * @throws OutOfTime, {@link Resting}, or what the work throws
   */
  run<T>(tenant: string | null, work: () => T): T {
    if (tenant === null) return this.within.run(work);
    const account = this.accountOf(tenant);
    if (account.ms >= BUDGET_MS) throw new Resting(`The tenant ${tenant} has used up its time.`);
    const startedAt = this.now();
    try {
      return this.within.run(work);
    } catch (error) {
      if (error instanceof OutOfTime) account.ms = BUDGET_MS;
      throw error;
    } finally {
      account.ms += Math.max(0, this.now() - startedAt - FREE_MS);
      if (account.ms >= BUDGET_MS) account.until = this.now() + REST_MS;
    }
  }

  private accountOf(tenant: string): Account {
    const now = this.now();
    const known = this.accounts.get(tenant);
    if (known !== undefined && known.until > now) return known;
    if (this.accounts.size >= MAX_TENANTS)
      for (const [name, { until }] of this.accounts) if (until <= now) this.accounts.delete(name);
    const account = { ms: 0, until: now + REST_MS };
    this.accounts.set(tenant, account);
    return account;
  }
}
