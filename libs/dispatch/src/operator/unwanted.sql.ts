/**
 * SQL condition for a delivery of the consumer `:consumerId` that was open at `:openAt`, before `:before` only when that is given, and of
 * which no attempt runs. With the CTE `running`.
 */
export const UNWANTED = `
      consumer_id = :consumerId AND created_at <= :openAt AND (:before IS NULL OR id < :before)
      AND id NOT IN (SELECT r.id FROM running r)`;
