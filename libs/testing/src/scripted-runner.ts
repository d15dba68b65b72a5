import { ConsumerRunner, type Attempt, type AttemptResult, type ConsumerKind } from '@kanca/dispatch';

/**
 * A consumer runner that does what the test says, and remembers what it was asked.
 * @example const runner = new ScriptedRunner('subscription', () => ({ outcome: { kind: 'succeeded' } }));
 */
export class ScriptedRunner extends ConsumerRunner {
  readonly attempts: Attempt[] = [];

  constructor(
    readonly kind: ConsumerKind,
    private readonly script: (attempt: Attempt) => AttemptResult | Promise<AttemptResult>,
  ) {
    super();
  }

  runnable(): 'all' {
    return 'all';
  }

  async run(attempt: Attempt): Promise<AttemptResult> {
    this.attempts.push(attempt);
    return this.script(attempt);
  }
}
