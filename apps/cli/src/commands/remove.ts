import { Command } from 'commander';
import { NAMED, pathOfOne, type ResourceName } from '../hub/one-of.js';
import { sessionOf } from '../hub/session.js';

/** `kanca subscriptions rm sub_…` */
export function remove(resource: ResourceName, text: string): Command {
  return new Command('rm')
    .description(text)
    .argument('<id>', NAMED[resource])
    .action(async (id: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      await api.call(await pathOfOne(api, resource, id), { method: 'DELETE' });
      print({ id }, [`${id}  removed`]);
    });
}
