import { Randomness } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import type { EgressRequest } from '@kanca/egress';
import type { Endpoint } from '../delivery/endpoint-directory.js';
import type { Notification, NotificationInput } from '../delivery/notification-writer.js';
import { adviceForForged, adviceForGenuine, adviceForSilence } from './advice.js';
import { FORGED_CALLS, type ForgedCall } from './forged-calls.js';
import { plausibleSample, SampleEvents } from '../event-types/sample-events.js';
import { TestCalls, type Answered } from './test-calls.js';
import type { Check, CheckName } from '../model/verification.js';

export interface EndpointTest {
  readonly tenant: string;
  readonly endpoint: Endpoint;
  readonly type: string;
  readonly timeoutMs: number;
  /** The owner, and whether the result is kept: for the record of calls that the egress guard blocked. */
  readonly about: Pick<EgressRequest, 'purpose' | 'owner'>;
}

const GENUINE = '2xx';
const REFUSALS = [401, 403];

/**
 * Calls an endpoint as a delivery would: once as itself, and then in every way that it must refuse. What it answers says whether it checks
 * signatures. Nothing of this is a delivery, and nothing is stored.
 */
@Injectable()
export class EndpointTester {
  constructor(
    private readonly calls: TestCalls,
    private readonly samples: SampleEvents,
    private readonly randomness: Randomness,
  ) {}

  /**
   * At most two time limits long: the forged calls are made together, and not at all when the genuine one got no answer.
   * @throws KancaError `conflict` when no secret is left to sign with
   */
  async test({ tenant, endpoint, type, timeoutMs, about }: EndpointTest): Promise<readonly Check[]> {
    const { format } = endpoint;
    const sample = (await this.samples.find(tenant, type)) ?? format.sample?.(type) ?? plausibleSample(type);
    const input = (): NotificationInput => this.calls.input({ tenant, endpoint, type, sample });
    const genuineInput = input();
    const genuine = await this.calls.send(() => this.calls.write(genuineInput), timeoutMs, about);
    const forged = await this.applicable(input());
    const refusals = format.refusals ?? REFUSALS;
    const decides = (name: CheckName): boolean => format.decisiveChecks?.some((one) => one === name) ?? true;
    if (genuine.response === null)
      return [
        checkOfGenuine(genuine),
        ...forged.map(({ name }) => ({ ...notMade(name, refusals), decides: decides(name) })),
      ];
    const others = await Promise.all(
      forged.map(async (call) => {
        const answered = await this.calls.send(() => this.forge(call, input()), timeoutMs, about);
        return { ...checkOfForged(call.name, answered, refusals), decides: decides(call.name) };
      }),
    );
    return [checkOfGenuine(genuine), ...others];
  }

  private async forge({ before, after }: ForgedCall, input: NotificationInput): Promise<Notification> {
    const written = await this.calls.write(before?.(input, this.randomness) ?? input);
    return after?.(written) ?? written;
  }

  /** Some formats sign no time: there, a stale call is the same as a fresh one. */
  private async applicable(input: NotificationInput): Promise<readonly ForgedCall[]> {
    const stale = FORGED_CALLS.find(({ name }) => name === 'stale-timestamp');
    if (stale === undefined) return FORGED_CALLS;
    try {
      const fresh = await this.calls.write(input);
      const old = await this.forge(stale, input);
      const signsTime = fresh.proof.some((name) => fresh.headers[name] !== old.headers[name]);
      return FORGED_CALLS.filter((call) => signsTime || call !== stale);
    } catch {
      // It cannot be written at all, which the genuine call says better.
      return FORGED_CALLS;
    }
  }
}

function checkOfGenuine({ response, failure, latencyMs }: Answered): Check {
  const passed = response !== null && response.status >= 200 && response.status < 300;
  const advice = response === null ? adviceForSilence(failure) : adviceForGenuine(response);
  return {
    name: 'genuine',
    expected: GENUINE,
    ...seen(response, latencyMs),
    passed,
    decides: true,
    advice: passed ? null : advice,
  };
}

function checkOfForged(
  name: CheckName,
  { response, failure, latencyMs }: Answered,
  refusals: readonly number[],
): Check {
  const passed = response !== null && refusals.includes(response.status);
  const advice = response === null ? adviceForSilence(failure) : adviceForForged(name, response.status);
  const expected = oneOf(refusals);
  return { name, expected, ...seen(response, latencyMs), passed, advice: passed ? null : advice };
}

function seen(response: Answered['response'], latencyMs: number | null): Pick<Check, 'status' | 'latencyMs'> {
  return { status: response?.status ?? null, latencyMs };
}

function notMade(name: CheckName, refusals: readonly number[]): Check {
  const advice = 'Not made, because the genuine call got no answer: mend that first.';
  return { name, expected: oneOf(refusals), status: null, latencyMs: null, passed: false, advice };
}

/** `[400, 401, 403]` is "400, 401 or 403". */
function oneOf(statuses: readonly number[]): string {
  return statuses.join(', ').replace(/, (\d+)$/, ' or $1');
}
