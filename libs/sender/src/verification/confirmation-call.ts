import type { EgressRequest } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import type { Endpoint } from '../delivery/endpoint-directory.js';
import { adviceForGenuine, adviceForSilence } from './advice.js';
import { TestCalls } from './test-calls.js';
import type { Check } from '../model/verification.js';

/** The type of the notification that asks for a confirmation. */
export const CONFIRMATION_TYPE = 'kanca.subscription.confirm';

export interface ConfirmationRequest {
  readonly tenant: string;
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
  /** `sub_…` */
  readonly subscription: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly about: Pick<EgressRequest, 'purpose' | 'owner'>;
}

/** Sends an endpoint the address whose call confirms the subscription: only the owner of the endpoint can read it. */
@Injectable()
export class ConfirmationCall {
  constructor(private readonly calls: TestCalls) {}

  /** The check that is left when it was sent: it passes when the address is called. */
  async send(request: ConfirmationRequest): Promise<Check> {
    const { tenant, endpoint, timeoutMs, subscription, url, expiresAt, about } = request;
    const input = this.calls.input({
      tenant,
      endpoint,
      type: CONFIRMATION_TYPE,
      sample: { data: { subscription, confirmUrl: url, expiresAt }, subject: subscription },
    });
    const { response, failure, latencyMs } = await this.calls.send(() => this.calls.write(input), timeoutMs, about);
    const isSent = response !== null && response.status >= 200 && response.status < 300;
    return {
      name: 'confirmation',
      expected: 'a call of the address that the endpoint was sent',
      status: response?.status ?? null,
      latencyMs,
      passed: false,
      advice: isSent
        ? `The endpoint was sent ${CONFIRMATION_TYPE}: call the address in data.confirmUrl before ${expiresAt}, or let an operator confirm it.`
        : `${response === null ? adviceForSilence(failure) : adviceForGenuine(response)} Or let an operator confirm it.`,
    };
  }
}
