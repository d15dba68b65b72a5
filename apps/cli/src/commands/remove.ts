import { Command } from 'commander';
import { sessionOf } from '../session.js';

/** `kanca subscriptions rm sub_…` */
export function remove(resource: string): Command {
  return new Command('rm').argument('<id>').action(async (id: string, _options: object, self: Command) => {
    const { api, print } = sessionOf(self);
    await api.call(`/${resource}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    print({ id }, [`${id}  removed`]);
  });
}
