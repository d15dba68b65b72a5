import { textAt, valueAt } from '../kit/index.js';

/** What happens to an issue or a pull request at most once in a second, and moves its `updated_at`. */
const MOVES = new Set(['opened', 'closed', 'reopened', 'edited', 'synchronize']);

/**
 * Whether these bytes can be those of one event only. GitHub signs neither the delivery id nor the event name, so such bytes are known by
 * themselves. Told only by the content of the body, and only where GitHub writes a time that moves with each event: two `workflow_dispatch` with
 * the same inputs have equal bytes, and are two.
 */
export function isOneEvent(payload: unknown): boolean {
  const action = textAt(payload, 'action');
  if (textAt(payload, 'comment', 'updated_at') !== undefined) return action === 'created' || action === 'edited';
  if (action !== undefined)
    return (
      MOVES.has(action) && ['issue', 'pull_request'].some((kind) => textAt(payload, kind, 'updated_at') !== undefined)
    );
  const isPush = textAt(payload, 'before') !== undefined && textAt(payload, 'after') !== undefined;
  return isPush && valueAt(payload, 'repository', 'pushed_at') !== undefined;
}
