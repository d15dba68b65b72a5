import { statement, uuid } from '@kanca/database';

export interface ThrottleRow {
  readonly consumer_id: string;
  readonly parked_until: Date | null;
  readonly probing: boolean;
  readonly learnt_rate: number | null;
}

/** The consumers that are held back, of all or of some. */
export const readThrottles = statement<ThrottleRow>()({
  name: 'read-throttles',
  params: { consumerIds: uuid.array.orNull },
  text: `
    SELECT consumer_id, CASE WHEN parked_until > now() THEN parked_until END AS parked_until, probing, learnt_rate
    FROM kanca.consumer_turns
    WHERE (:consumerIds IS NULL OR consumer_id = ANY (:consumerIds)) AND (parked_until > now() OR probing OR learnt_rate IS NOT NULL)`,
});
