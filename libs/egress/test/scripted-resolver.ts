import { Resolver } from '../src/resolver/resolver.js';

/** A name server under the attacker's control: gives the scripted answers in turn, the last one for ever. */
export class ScriptedResolver extends Resolver {
  readonly asked: string[] = [];

  constructor(private readonly answers: readonly (readonly string[])[]) {
    super();
  }

  resolve(hostname: string): Promise<readonly string[]> {
    const answer = this.answers[Math.min(this.asked.length, this.answers.length - 1)] ?? [];
    this.asked.push(hostname);
    return Promise.resolve(answer);
  }
}

/** A name server that never answers. */
export class SilentResolver extends Resolver {
  resolve(): Promise<readonly string[]> {
    return new Promise(() => undefined);
  }
}
