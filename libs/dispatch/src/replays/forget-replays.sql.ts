import { statement, timestamptz } from '@kanca/database';

/** Forgets replays that ended before that. */
export const forgetReplays = statement<{ id: string }>()({
  name: 'forget-replays',
  params: { before: timestamptz },
  text: `DELETE FROM kanca.replays WHERE finished_at < :before RETURNING id`,
});
