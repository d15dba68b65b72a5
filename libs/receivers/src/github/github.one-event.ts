import { textAt, valueAt } from '../kit/index.js';

/** What happens to an issue or a pull request at most once in a second, and moves its `updated_at`. */
const MOVES = new Set(['opened', 'closed', 'reopened', 'edited', 'synchronize']);

/**
 * The name of the event whose bytes these are, where they can be those of one event only; undefined where two events can have them. GitHub signs neither
 * the delivery id nor the event name, so such bytes are known by themselves, and named by themselves. Told only by the content of the body, and only where
 * GitHub writes a time that moves with each event: two `workflow_dispatch` with the same inputs have equal bytes, and are two.
 */
export function nameOfOneEvent(payload: unknown): string | undefined {
  const action = textAt(payload, 'action');
  if (textAt(payload, 'comment', 'updated_at') !== undefined)
    return action === 'created' || action === 'edited' ? nameOfComment(payload) : undefined;
  if (action !== undefined) return MOVES.has(action) ? nameOfMove(payload) : undefined;
  const isPush = textAt(payload, 'before') !== undefined && textAt(payload, 'after') !== undefined;
  return isPush && valueAt(payload, 'repository', 'pushed_at') !== undefined ? 'push' : undefined;
}

/** By what was commented on. */
function nameOfComment(payload: unknown): string {
  if (valueAt(payload, 'issue') !== undefined) return 'issue_comment';
  if (valueAt(payload, 'pull_request') !== undefined) return 'pull_request_review_comment';
  return valueAt(payload, 'discussion') === undefined ? 'commit_comment' : 'discussion_comment';
}

function nameOfMove(payload: unknown): string | undefined {
  if (textAt(payload, 'issue', 'updated_at') !== undefined) return 'issues';
  if (textAt(payload, 'pull_request', 'updated_at') === undefined) return undefined;
  return valueAt(payload, 'review') === undefined ? 'pull_request' : 'pull_request_review';
}
