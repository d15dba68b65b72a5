import { cell, type Row } from '../../output/table.js';

/** A subscription in one line, and below it what the hub warns of. */
export function linesOf(subscription: Row): readonly string[] {
  const line = ['id', 'state', 'filters'].map((path) => cell(subscription, path)).join('  ');
  const { warnings } = subscription;
  return [line, ...(Array.isArray(warnings) ? warnings.map((warning) => `warning: ${String(warning)}`) : [])];
}
