import { Inject, Module, type Type } from '@nestjs/common';
import type { SubscriptionHook } from './subscription-hook.js';
import { SubscriptionHooks } from './subscription-hooks.js';

/** Where the modules of hooks and the sender meet: one list for each application. */
@Module({ providers: [SubscriptionHooks], exports: [SubscriptionHooks] })
export class SubscriptionHooksModule {}

/**
 * A hook as a Nest module: importing it, or naming it in `KANCA_MODULES`, is enough. A hook that needs other providers is a provider of
 * your own module, which imports `SubscriptionHooksModule` and adds it.
 * @example export default class HostsModule extends SubscriptionHookModule(new OnlyOwnHosts()) {}
 */
export function SubscriptionHookModule(hook: SubscriptionHook): Type {
  @Module({ imports: [SubscriptionHooksModule] })
  class DefinedHookModule {
    constructor(@Inject(SubscriptionHooks) hooks: SubscriptionHooks) {
      hooks.add(hook);
    }
  }
  return DefinedHookModule;
}
