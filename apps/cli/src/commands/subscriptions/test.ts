import { Command } from 'commander';
import { NAMED, pathOfOne } from '../../hub/one-of.js';
import { sessionOf } from '../../hub/session.js';
import type { Row } from '../../output/table.js';
import { linesOfChecks } from './lines-of-checks.js';

interface Tested extends Row {
  readonly passed: boolean;
  readonly reenabled: boolean;
  readonly checks: readonly Row[];
}

/** `kanca subscriptions test sub_…`: exit code 1 unless every check passed. */
export function testSubscription(): Command {
  return new Command('test')
    .description('Make the same calls and keep nothing; a disabled subscription that passes is enabled again.')
    .argument('<id>', NAMED.subscriptions)
    .option('--type <type>', 'event type of the test notification')
    .action(async (id: string, options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const tested = await api.call<Tested>(`${await pathOfOne(api, 'subscriptions', id)}/test`, {
        method: 'POST',
        body: options,
      });
      const verdict = `${id}  ${tested.passed ? 'passed' : 'failed'}${tested.reenabled ? ', and is enabled again' : ''}`;
      print(tested, [verdict, ...linesOfChecks(tested.checks)]);
      if (!tested.passed) process.exitCode = 1;
    });
}
