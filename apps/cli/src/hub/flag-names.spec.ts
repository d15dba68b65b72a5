import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { inFlags } from './flag-names.js';

const command = new Command('create')
  .argument('<type>', 'dotted')
  .option('--filter <pattern...>')
  .option('--timeout <ms>')
  .option('--since <time>');

describe('a sentence of the API', () => {
  it.each([
    ['filters.0 is no pattern', ['filters.0'], '--filter is no pattern'],
    ['filters.2 is no pattern.', ['filters.2'], '--filter (value 3) is no pattern.'],
    [
      'timeoutMs has to be at most 60000; type is missing.',
      ['timeoutMs', 'type'],
      '--timeout has to be at most 60000; <type> is missing.',
    ],
    ['filter.since has to be a time.', ['filter.since'], '--since has to be a time.'],
    ['retry.kind has to be list.', ['retry.kind'], 'retry.kind has to be list.'],
  ])('names what the user wrote: %s', (detail, fields, expected) => {
    expect(inFlags(command, detail, fields)).toBe(expected);
  });
});
