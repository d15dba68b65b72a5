import type { NumberOption } from '../receiver-definition.js';

const A_WEEK = 604_800;

/** The option of a source that says how old a signed request may be. For receivers that check a signed time. */
export function toleranceOption(seconds: number): NumberOption {
  return Object.freeze({
    kind: 'number',
    name: 'toleranceSeconds',
    label: 'Tolerance in seconds',
    help: 'How far the signed time may be from this server’s, both ways. More lets late retries in, and replays too.',
    default: seconds,
    min: 1,
    max: A_WEEK,
  });
}
