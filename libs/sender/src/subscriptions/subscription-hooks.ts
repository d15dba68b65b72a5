import { KancaError } from '@kanca/core';
import type { Subscription, SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';
import type { SubscriptionHook } from './subscription-hook.js';

/** Somebody waits for the answer. */
const LIMIT_MS = 5_000;
const MAX_MESSAGE_LENGTH = 500;

/** The hooks of one hub: filled while its modules are made. */
export class SubscriptionHooks {
  private readonly hooks: SubscriptionHook[] = [];

  add(hook: SubscriptionHook): void {
    this.hooks.push(hook);
  }

  /** @throws KancaError `invalid_request` with the words of a hook that refuses; `unavailable` for one that takes too long */
  async creating(tenant: string, input: SubscriptionInput): Promise<SubscriptionInput> {
    const { secret, ...rest } = input;
    let wanted: Omit<SubscriptionInput, 'secret'> = rest;
    for (const hook of this.hooks)
      wanted = (await judged(async () => hook.creating?.({ tenant, input: structuredClone(wanted) }))) ?? wanted;
    return { ...wanted, secret };
  }

  /**
   * @param read reads the subscription as it is; called only when there is a hook
   * @throws KancaError as `creating` does, and what `read` throws
   */
  async changing(patch: SubscriptionPatch, read: () => Promise<Subscription>): Promise<SubscriptionPatch> {
    if (this.hooks.length === 0) return patch;
    const subscription = await read();
    const { tenant } = subscription;
    let wanted = patch;
    for (const hook of this.hooks)
      wanted =
        (await judged(async () => hook.changing?.({ tenant, subscription, patch: structuredClone(wanted) }))) ?? wanted;
    return wanted;
  }
}

async function judged<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const sentence = `A registration hook of this hub has not decided within ${String(LIMIT_MS / 1_000)} s.`;
      reject(new KancaError('unavailable', sentence, { retryAfterSeconds: 30 }));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (error instanceof KancaError) throw error;
    const problem = (error instanceof Error ? error.message : String(error)).slice(0, MAX_MESSAGE_LENGTH);
    throw new KancaError('invalid_request', problem, { cause: error, problems: [{ field: '(body)', problem }] });
  } finally {
    clearTimeout(timer);
  }
}
