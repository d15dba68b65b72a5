import type { NumberOption, Repetitions } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

const NAME = 'repeatsWithinSeconds';
export const MAX_REPETITION_SECONDS = 3_600;

/** The option of a source that says how long equal bytes without an id are one event. For receivers that know nothing of their sender. */
export function repetitionOption(seconds: number): NumberOption {
  return Object.freeze({
    kind: 'number',
    name: NAME,
    label: 'Seconds in which the same body is a retry',
    help:
      'Where a request has no id: the same body within this many seconds is taken for a retry of the same request and becomes no new event. ' +
      '0: every request is a new event, for senders that say the same again (a doorbell, a heartbeat, a repeated alert).',
    default: seconds,
    min: 0,
    max: MAX_REPETITION_SECONDS,
  });
}

/** What that option says, for `repetitions` of a receiver. */
export function repetitionsBy(seconds: number): (options: SourceOptions) => Repetitions {
  return ({ [NAME]: own }) => {
    const withinSeconds = typeof own === 'number' ? own : seconds;
    return withinSeconds === 0 ? 'never' : { withinSeconds };
  };
}
