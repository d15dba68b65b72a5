import { FuzzedHub } from './fuzzed-hub.js';
import { fuzzedRequest } from './fuzzed-request.js';
import { misdeeds } from './judged.js';
import { Watchdog } from './watchdog.js';
import type { Subject } from './subjects.js';

/** A hub of its own for so many requests, since the log of a test keeps whatever it was given. */
const PER_HUB = 1_000;

const EXPLAINED_ONE_IN = 4;

/** Requests one after another, one for each number of a row. */
export class FuzzedRow {
  private readonly watchdog = new Watchdog();

  constructor(private readonly subjects: readonly Subject[]) {}

  /** What the hub did wrong, each with how to see it again. It stops at the first thousand in which there is something. */
  async misdeeds(first: number, count: number, subjects = this.subjects): Promise<readonly string[]> {
    const found: string[] = [];
    for (let done = 0; done < count && found.length === 0; done += PER_HUB) {
      const hub = await FuzzedHub.serving(subjects);
      for (let at = done; at < Math.min(count, done + PER_HUB); at++)
        found.push(...(await this.misdeedsOf(hub, first + at, subjects)));
      this.watchdog.rests();
      await hub.close();
    }
    return found;
  }

  async end(): Promise<void> {
    await this.watchdog.end();
  }

  private async misdeedsOf(hub: FuzzedHub, number: number, subjects: readonly Subject[]): Promise<readonly string[]> {
    const seed = number % 2 ** 32;
    this.watchdog.begins(seed);
    const request = fuzzedRequest(seed, subjects);
    const observed = await hub.send(request.wire, request.subject.nowMs, seed % EXPLAINED_ONE_IN === 0);
    const { provider, name = '' } = request.subject.source;
    return misdeeds(request, observed).map(
      (misdeed) => `FUZZ_SEED=${String(seed)} FUZZ_RUNS=1 (${provider}/${name}, ${request.origin}): ${misdeed}`,
    );
  }
}
