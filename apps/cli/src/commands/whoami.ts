import { Command } from 'commander';
import { sessionOf } from '../hub/session.js';

export interface Whoami {
  readonly scopes: readonly string[];
  readonly tenant: string | null;
  readonly hub: { readonly version: string; readonly publicUrl: string };
}

/** `kanca whoami`: what the key in `KANCA_KEY` may do. */
export function whoamiCommand(): Command {
  return new Command('whoami')
    .description('Show what the API key in KANCA_KEY may do, and on which hub.')
    .action(async (_options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const me = await api.call<Whoami>('/whoami');
      print(me, [
        `scopes  ${me.scopes.join(', ')}`,
        `tenant  ${me.tenant ?? 'all'}`,
        `hub     ${me.hub.publicUrl}, version ${me.hub.version}`,
      ]);
    });
}
