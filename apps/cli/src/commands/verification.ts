import { Command, Option } from 'commander';
import { sessionOf } from '../session.js';
import { cell, table, type Row } from '../table.js';

interface Verified extends Row {
  readonly id: string;
  readonly verification: { readonly state: string; readonly method: string; readonly checks: readonly Row[] };
}

interface Tested extends Row {
  readonly passed: boolean;
  readonly reenabled: boolean;
  readonly checks: readonly Row[];
}

/** `kanca subscriptions verify sub_…`: exit code 1 unless it is verified, or waits for somebody's word. */
export function verifySubscription(): Command {
  return new Command('verify')
    .description('Verify an endpoint: it must accept a genuine call and refuse forged ones. Keeps the result.')
    .argument('<id>')
    .addOption(new Option('--method <method>', 'how').choices(['calls', 'echo', 'options', 'manual']).default('calls'))
    .option('--type <type>', 'event type of the test notification')
    .option('--confirm', 'take my word for it (with --method manual)')
    .action(async (id: string, options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const verified = await api.call<Verified>(`/subscriptions/${encodeURIComponent(id)}/verify`, {
        method: 'POST',
        body: options,
      });
      const { state, method, checks } = verified.verification;
      print(verified, [`${verified.id}  ${state}  by ${method}`, ...linesOf(checks)]);
      if (state === 'failed') process.exitCode = 1;
    });
}

/** `kanca subscriptions test sub_…`: exit code 1 unless every check passed. */
export function testSubscription(): Command {
  return new Command('test')
    .description('Make the same calls and keep nothing; a disabled subscription that passes is enabled again.')
    .argument('<id>')
    .option('--type <type>', 'event type of the test notification')
    .action(async (id: string, options: object, self: Command) => {
      const { api, print } = sessionOf(self);
      const tested = await api.call<Tested>(`/subscriptions/${encodeURIComponent(id)}/test`, {
        method: 'POST',
        body: options,
      });
      const verdict = `${id}  ${tested.passed ? 'passed' : 'failed'}${tested.reenabled ? ', and is enabled again' : ''}`;
      print(tested, [verdict, ...linesOf(tested.checks)]);
      if (!tested.passed) process.exitCode = 1;
    });
}

function linesOf(checks: readonly Row[]): readonly string[] {
  const rows = checks.map((check) => ({
    ...check,
    check: check['name'],
    passed: check['passed'] === true ? 'yes' : 'no',
  }));
  const advice = checks.filter((check) => typeof check['advice'] === 'string');
  return [
    ...table(rows, ['check', 'passed', 'status', 'expected', 'latencyMs']),
    ...advice.map((check) => `${cell(check, 'name')}: ${cell(check, 'advice')}`),
  ];
}
