import type { Page, PageRequest } from '@kanca/dispatch/operator';
import { DestinationPolicy } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { FormatRegistry } from '../formats/format-registry.js';
import { SubscriptionHooks } from './subscription-hooks.js';
import { TransformationCheck } from '../transformations/transformation-check.js';
import { SubscriptionDrafts } from './subscription-drafts.js';
import { SubscriptionStore } from './subscription-store.js';
import type {
  Subscription,
  SubscriptionInput,
  SubscriptionPatch,
  SubscriptionWithSecret,
} from '../model/subscription.js';
import { assertSameDelivery, validateInput } from './validate-input.js';

/** The remote consumers: who is called, about what, and with which key. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly store: SubscriptionStore,
    private readonly drafts: SubscriptionDrafts,
    private readonly hooks: SubscriptionHooks,
    private readonly destinations: DestinationPolicy,
    private readonly formats: FormatRegistry,
    private readonly transformations: TransformationCheck,
  ) {}

  /** @throws KancaError `invalid_request`, `egress_refused`, `conflict` when the key is taken, `unavailable` when its code could not be looked at */
  async create(tenant: string, wanted: SubscriptionInput): Promise<SubscriptionWithSecret> {
    const input = await this.hooks.creating(tenant, wanted);
    validateInput(input, this.destinations, this.formats);
    if (input.transformation) await this.transformations.assertRuns(input.transformation.code, tenant);
    const { draft, secret } = await this.drafts.ofInput(tenant, input);
    return { ...(await this.store.add(draft)), secret };
  }

  /** @param only UUIDs of those that are meant */
  async list(tenant: string, page: PageRequest, only?: readonly string[]): Promise<Page<Subscription>> {
    return this.store.list(tenant, page, only);
  }

  /** @throws KancaError `not_found` */
  async get(tenant: string, id: string): Promise<Subscription> {
    return this.store.read(tenant, id);
  }

  /** @throws KancaError `not_found`, `invalid_request`, `egress_refused`, `unavailable` when its code could not be looked at */
  async patch(tenant: string, id: string, wanted: SubscriptionPatch, expected?: Date): Promise<Subscription> {
    const patch = await this.hooks.changing(wanted, () => this.get(tenant, id));
    const { row, consumer } = await this.store.find(tenant, id);
    assertSameDelivery(consumer.pull, patch);
    validateInput(patch, this.destinations, this.formats);
    const code = patch.transformation?.code ?? null;
    // Before the lock is taken: the sandbox may let it wait. What is stored already was looked at.
    if (code !== null && code !== row.transformation) await this.transformations.assertRuns(code, row.tenant);
    return this.store.change(tenant, id, (saved) => this.drafts.ofPatch(saved, patch), expected);
  }

  /** Removes it and cancels what it has waiting. @throws KancaError `not_found` */
  async remove(tenant: string, id: string, expected?: Date): Promise<void> {
    await this.store.remove(tenant, id, expected);
  }
}
