import { Command } from 'commander';
import { NAMED, pathOfOne, type ResourceName } from '../hub/one-of.js';
import { sessionOf } from '../hub/session.js';
import { cell, type Row } from '../output/table.js';

/** `kanca subscriptions pause sub_…`: a call without a body, whose name says what it does. */
export function act(resource: ResourceName, action: string, text: string): Command {
  return new Command(action)
    .description(text)
    .argument('<id>', NAMED[resource])
    .action(async (id: string, _options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const result = await api.call<Row>(`${await pathOfOne(api, resource, id)}/${action}`, { method: 'POST' });
      print(result, [`${cell(result, 'id')}  ${cell(result, 'state')}`]);
    });
}
