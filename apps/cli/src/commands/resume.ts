import { Command } from 'commander';
import { CommandFailed } from '../output/command-failed.js';
import { NAMED, pathOfOne } from '../hub/one-of.js';
import { sessionOf } from '../hub/session.js';
import { numberOf } from '../input/number-of.js';

interface Resumed {
  readonly id: string;
  readonly state: string;
  readonly backlog: { readonly delivering: number; readonly cancelled: number };
}

interface ResumeOptions {
  readonly none?: boolean;
  readonly last?: string;
  readonly rate?: string;
}

/** `kanca subscriptions resume sub_… --last 100 --rate 5`, and the same for handlers. */
export function resumeCommand(resource: 'subscriptions' | 'handlers'): Command {
  return new Command('resume')
    .description('Let what was held go out, all of it or the newest only.')
    .argument('<id>', NAMED[resource])
    .option('--none', 'cancel what was held')
    .option('--last <n>', 'only the newest n; cancel the others')
    .option('--rate <n>', 'deliveries a second, until all that was held was tried once')
    .action(async (id: string, { none = false, last, rate }: ResumeOptions, self: Command) => {
      const { api, print } = sessionOf(self);
      if (none && last !== undefined)
        throw new CommandFailed('--none and --last exclude each other: give one of them.');
      const deliver = last === undefined ? (none ? 'none' : 'all') : { last: numberOf('--last', last) };
      const result = await api.call<Resumed>(`${await pathOfOne(api, resource, id)}/resume`, {
        method: 'POST',
        body: { deliver, rate: rate === undefined ? undefined : numberOf('--rate', rate) },
      });
      const { delivering, cancelled } = result.backlog;
      const backlog =
        delivering + cancelled === 0
          ? 'nothing was held'
          : `${String(delivering)} going out, ${String(cancelled)} cancelled`;
      print(result, [`${result.id}  ${result.state}  ${backlog}`]);
    });
}
