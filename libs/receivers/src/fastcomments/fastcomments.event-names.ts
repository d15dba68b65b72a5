/** What FastComments sends; and the names to tell creation from change by, where each has a URL of its own. */
export const fastcommentsEventNames: readonly string[] = [
  'approval.decided',
  'approval.requested',
  'comment.created',
  'comment.deleted',
  'comment.updated',
  'comment.upserted',
  'trigger.failed',
  'trigger.succeeded',
];
