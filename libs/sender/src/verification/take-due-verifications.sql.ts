import { int, statement, timestamptz } from '@kanca/database';

/** Takes up to `most` subscriptions that are to be verified again at `now`; nobody else gets them before `leasedUntil`. */
export const takeDueVerifications = statement<{ id: string }>()({
  name: 'take-due-verifications',
  params: { now: timestamptz, leasedUntil: timestamptz, most: int },
  text: `
    UPDATE kanca.subscriptions s SET reverify_at = :leasedUntil
    FROM (SELECT tenant, id FROM kanca.subscriptions WHERE reverify_at <= :now
          ORDER BY reverify_at LIMIT :most FOR UPDATE SKIP LOCKED) AS due
    WHERE s.tenant = due.tenant AND s.id = due.id
    RETURNING s.id`,
});
