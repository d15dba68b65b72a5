import { Command } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import { cell, type Row } from '../../output/table.js';
import { startedAs } from '../../output/started-as.js';
import { numberOf } from '../../input/number-of.js';
import { TIMES, timeOrNone } from '../../input/time-of.js';

interface RecoverOptions {
  readonly since?: string;
  readonly rate?: string;
  readonly dryRun?: boolean;
}

/** `kanca subscriptions recover|replay-missing sub_… --since 2026-01-15T08:00:00Z` */
export function recoverCommand(name: 'recover' | 'replay-missing', description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<id>', NAMED.subscriptions)
    .option('--since <time>', `received from then on: ${TIMES}`)
    .option('--rate <n>', 'deliveries a second')
    .option('--dry-run', 'only count')
    .action(async (id: string, { since, rate, dryRun }: RecoverOptions, self: Command) => {
      const { api, print } = sessionOf(self);
      const body = {
        since: timeOrNone('--since', since),
        dryRun,
        rate: rate === undefined ? undefined : numberOf('--rate', rate),
      };
      const path = `${await pathOfOne(api, 'subscriptions', id)}/${name}`;
      const result = await api.call<Row>(path, { method: 'POST', body });
      print(result, [
        dryRun === true
          ? `${cell(result, 'count')} to deliver (dry run: nothing was)`
          : `${cell(result, 'id')}  ${cell(result, 'state')}  see how far it is: ${startedAs()} replays get ${cell(result, 'id')}`,
      ]);
    });
}
