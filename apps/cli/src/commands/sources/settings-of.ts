import { parseExactJson } from '@kanca/core';
import { CommandFailed } from '../../output/command-failed.js';

/**
 * `--option name=value`: a value that is JSON is taken as JSON, any other as a text.
 * @throws CommandFailed for one without `=`, or without a name
 */
export function settingsOf(assignments: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(assignments.map(settingOf));
}

function settingOf(assignment: string): readonly [string, unknown] {
  const at = assignment.indexOf('=');
  if (at < 1)
    throw new CommandFailed(`--option takes name=value, got ${JSON.stringify(assignment)}.`, { code: 'usage' });
  const value = assignment.slice(at + 1);
  try {
    return [assignment.slice(0, at), parseExactJson(value)];
  } catch {
    return [assignment.slice(0, at), value];
  }
}
