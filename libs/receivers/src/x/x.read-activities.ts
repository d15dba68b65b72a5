import { idAt, textAt, valueAt } from '../kit/index.js';
import type { ReadEvent } from '../kit/index.js';

const ACTIVITIES = /_events?$/;

/**
 * One event for each element of each list of activities. Each gets the payload with its own activity alone, since the names of users
 * and apps stand beside the lists. Made one by one, since each copies all that stands beside the lists.
 */
export function* readActivities(payload: unknown): Generator<ReadEvent> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new TypeError('X sends objects: this is another JSON value.');
  const entries = Object.entries(payload);
  const common = Object.fromEntries(entries.filter(([name]) => !ACTIVITIES.test(name)));
  const subject = textAt(payload, 'for_user_id');
  for (const [type, activities] of entries.filter(([name]) => ACTIVITIES.test(name)))
    if (Array.isArray(activities))
      for (const activity of activities as readonly unknown[])
        yield readActivity(type, activity, { ...common, [type]: [activity] }, subject);
    else yield readActivity(type, activities, payload, subject);
}

function readActivity(type: string, activity: unknown, data: unknown, subject: string | undefined): ReadEvent {
  const milliseconds = valueAt(activity, 'created_timestamp') ?? valueAt(activity, 'timestamp_ms');
  // One post or message is told to every subscribed user that it concerns.
  return {
    id: textAt(activity, 'id_str') ?? idAt(activity, 'id'),
    scope: subject,
    type,
    data,
    subject,
    time: new Date(Number(milliseconds ?? Number.NaN)),
  };
}
