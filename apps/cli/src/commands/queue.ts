import { Command } from 'commander';
import { sessionOf } from '../hub/session.js';
import { cell, type Row } from '../output/table.js';

const SHOWN = ['ready', 'scheduled', 'running', 'held', 'dead', 'oldestAgeSeconds', 'paused'];

/** `kanca queue get|pause|resume` */
export function queueCommand(): Command {
  return new Command('queue')
    .description('Show how full the queue is, and hold the deliveries of every consumer at once.')
    .addCommand(call('get', 'How full the queue is.', 'GET', '/queue'))
    .addCommand(call('pause', 'Begin no attempt. Events keep arriving.', 'POST', '/queue/pause'))
    .addCommand(
      call('resume', 'Begin attempts again, but for consumers that are paused themselves.', 'POST', '/queue/resume'),
    );
}

function call(name: string, description: string, method: string, path: string): Command {
  return new Command(name).description(description).action(async (_options: object, self: Command) => {
    const { api, print } = sessionOf(self);
    const queue = await api.call<Row>(path, { method });
    print(
      queue,
      SHOWN.map((key) => `${key.padEnd(16)}  ${cell(queue, key)}`),
    );
  });
}
