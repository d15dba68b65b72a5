import { Command } from 'commander';
import { sessionOf } from '../session.js';
import { cell, type Row } from '../table.js';

/** `kanca subscriptions pause sub_…`: a call without a body, whose name says what it does. */
export function act(resource: string, action: string): Command {
  return new Command(action).argument('<id>').action(async (id: string, _options: object, self: Command) => {
    const { api, print } = sessionOf(self);
    const result = await api.call<Row>(`/${resource}/${encodeURIComponent(id)}/${action}`, { method: 'POST' });
    print(result, [`${cell(result, 'id')}  ${cell(result, 'state')}`]);
  });
}
