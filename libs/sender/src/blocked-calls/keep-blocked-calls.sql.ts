import { bigint, float8, statement, text, uuid } from '@kanca/database';

/** Adds calls to the rows of their kind; the arrays have one element for each kind. */
export const keepBlockedCalls = statement()({
  name: 'keep-blocked-calls',
  params: {
    ids: uuid.array,
    tenants: text.array,
    subscriptions: text.array,
    destinations: text.array,
    purposes: text.array,
    reasons: text.array,
    details: text.array,
    counts: bigint.array,
    firstAtSeconds: float8.array,
    lastAtSeconds: float8.array,
  },
  text: `
    INSERT INTO kanca.blocked_calls AS b
      (id, tenant, subscription, destination, purpose, reason, detail, count, first_at, last_at)
    SELECT id, tenant, subscription, destination, purpose, reason, detail, count, to_timestamp(first_at), to_timestamp(last_at)
    FROM unnest(:ids, :tenants, :subscriptions, :destinations, :purposes, :reasons, :details, :counts, :firstAtSeconds, :lastAtSeconds)
      AS new(id, tenant, subscription, destination, purpose, reason, detail, count, first_at, last_at)
    ORDER BY tenant, subscription, destination, purpose, reason
    ON CONFLICT (coalesce(tenant, ''), coalesce(subscription, ''), destination, purpose, reason)
    DO UPDATE SET count = b.count + excluded.count, detail = excluded.detail, last_at = greatest(b.last_at, excluded.last_at)`,
});
