import { KancaError, Randomness } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import type { Subscription } from '../model/subscription.js';
import { SubscriptionSecrets } from '../subscriptions/subscription-secrets.js';
import { SubscriptionStates } from '../subscriptions/subscription-states.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { EchoCheck } from '../verification/echo-check.js';
import { EndpointVerification } from '../verification/endpoint-verification.js';
import { AspnetFilters } from './aspnet-filters.js';
import {
  refused,
  registrationOf,
  readRegistration,
  type AspnetRegistration,
  type WantedRegistration,
} from './aspnet-registration.js';

const FORMAT = 'aspnet';
const PAGE = 200;

/**
 * Registrations as ASP.NET WebHooks had them: the subscriptions of a tenant in the format `aspnet`. Others are not seen from here, so
 * that removing all registrations removes no more than what was registered.
 */
@Injectable()
export class AspnetRegistrations {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly states: SubscriptionStates,
    private readonly secrets: SubscriptionSecrets,
    private readonly filters: AspnetFilters,
    private readonly echo: EchoCheck,
    private readonly verification: EndpointVerification,
    private readonly randomness: Randomness,
  ) {}

  async list(tenant: string): Promise<readonly AspnetRegistration[]> {
    return (await this.all(tenant)).map((subscription) => registrationOf(subscription));
  }

  /** @throws KancaError `not_found` */
  async get(tenant: string, id: string): Promise<AspnetRegistration> {
    return registrationOf(await this.find(tenant, id));
  }

  /** Makes a registration once its address has given the echo. The secret is in the answer, this once. */
  async create(tenant: string, body: unknown): Promise<AspnetRegistration> {
    const wanted = readRegistration(body);
    const filters = await this.filters.normalise(tenant, wanted.filters);
    // Held until the address has proved that it wants it.
    const made = await this.subscriptions.create(tenant, {
      uri: wanted.uri,
      filters,
      format: FORMAT,
      secret: wanted.secret ?? this.randomness.bytes(16).toString('hex'),
      description: wanted.description ?? undefined,
      headers: wanted.headers,
      properties: wanted.properties,
      enabled: false,
    });
    try {
      await this.prove(tenant, made);
    } catch (error) {
      await this.subscriptions.remove(tenant, made.id);
      throw error;
    }
    const subscription = wanted.isPaused ? made : await this.states.resume(tenant, made.id);
    return registrationOf(subscription, made.secret);
  }

  /** Replaces a registration by the given one. Without a secret it keeps the one it has, which no answer shows. */
  async update(tenant: string, id: string, body: unknown): Promise<void> {
    const wanted = readRegistration(body);
    // Before it is looked for, as there: a body that contradicts its URL is wrong, whether the registration exists or not.
    if (wanted.id?.toLowerCase() !== id.toLowerCase())
      throw refused('Id', `The Id of the registration has to be that of the URL, ${id}.`);
    const before = await this.find(tenant, id);
    const filters = await this.filters.normalise(tenant, wanted.filters);
    const headers = changedHeaders(wanted, before);
    const { uri } = wanted;
    const proof = this.echo.isUnwanted(uri) ? null : await this.echo.ask({ tenant, subscription: id, uri, headers });
    if (proof?.passed === false) throw unproven(proof.advice);
    await this.subscriptions.patch(tenant, id, {
      uri,
      filters,
      description: wanted.description ?? '',
      properties: wanted.properties,
      ...(headers === undefined ? {} : { headers }),
      ...(wanted.isPaused === (before.state !== 'enabled') ? {} : { enabled: !wanted.isPaused }),
    });
    // There, a new secret counts at once, and the old one is nothing any more.
    if (wanted.secret !== null) await this.secrets.rotate(tenant, id, { secret: wanted.secret, overlapMs: 0 });
    if (proof !== null && uri !== before.uri) await this.verification.verify(tenant, id, { method: 'echo' });
  }

  /** @throws KancaError `not_found` */
  async remove(tenant: string, id: string): Promise<void> {
    await this.find(tenant, id);
    await this.subscriptions.remove(tenant, id);
  }

  async removeAll(tenant: string): Promise<void> {
    for (const { id } of await this.all(tenant)) await this.subscriptions.remove(tenant, id);
  }

  private async prove(tenant: string, { id, uri }: Subscription): Promise<void> {
    if (this.echo.isUnwanted(uri)) return;
    const { verification } = await this.verification.verify(tenant, id, { method: 'echo' });
    if (verification.state !== 'verified') throw unproven(verification.checks[0]?.advice ?? null);
  }

  private async find(tenant: string, id: string): Promise<Subscription> {
    const subscription = await this.subscriptions.get(tenant, id);
    if (subscription.format !== FORMAT) throw new KancaError('not_found', `No registration has the id ${id}.`);
    return subscription;
  }

  private async all(tenant: string): Promise<readonly Subscription[]> {
    const found: Subscription[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.subscriptions.list(tenant, { limit: PAGE, cursor });
      found.push(...page.data.filter(({ format }) => format === FORMAT));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }
}

/**
 * Undefined when they are as a GET has shown them: the values of credentials are not shown, so a client that sends back the answer of a GET would
 * take them away.
 */
function changedHeaders(
  { headers, uri }: WantedRegistration,
  { headers: shown, uri: before }: Subscription,
): Record<string, string> | undefined {
  const given = Object.entries(headers);
  const isSame = given.length === Object.keys(shown).length && given.every(([name, value]) => shown[name] === value);
  const masked = given.find(([name, value]) => shown[name] === value && value.includes('•'));
  if (isSame && masked !== undefined && originOf(uri) !== originOf(before))
    throw refused(
      `Headers.${masked[0]}`,
      `The value of the header ${masked[0]} was given for ${originOf(before)}: give it again with the new WebHookUri, or leave the header out.`,
    );
  if (isSame) return undefined;
  if (masked !== undefined)
    throw refused(
      `Headers.${masked[0]}`,
      `The value of the header ${masked[0]} is not shown: give it, or leave all Headers as they were read.`,
    );
  return { ...headers };
}

function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : uri;
}

function unproven(advice: string | null): KancaError {
  return refused(
    'WebHookUri',
    `WebHook verification failed. Please ensure that the WebHook URI is valid and that the endpoint is accessible. Error encountered: ${advice ?? 'no echo'}`,
  );
}
