import { cell, type Row } from '../../table.js';

/** A subscription in one line. */
export function lineOf(subscription: Row): string {
  return ['id', 'state', 'filters'].map((path) => cell(subscription, path)).join('  ');
}
