import { cell, table, type Row } from '../../output/table.js';

/** What each call to an endpoint came to, and how to mend what did not pass. */
export function linesOfChecks(checks: readonly Row[]): readonly string[] {
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
