import { float8, statement, text, uuid } from '@kanca/database';

/** Writes down when secrets were used last; the arrays have one element for each use. The join leaves out subscriptions that are gone by now. */
export const noteSecretUses = statement()({
  name: 'note-secret-uses',
  params: { tenants: text.array, subscriptionIds: uuid.array, secretIds: text.array, usedAtSeconds: float8.array },
  text: `
    INSERT INTO kanca.subscription_secret_uses (tenant, subscription_id, sid, last_used_at)
    SELECT s.tenant, s.id, u.sid, to_timestamp(max(u.at))
    FROM unnest(:tenants, :subscriptionIds, :secretIds, :usedAtSeconds) AS u (tenant, id, sid, at)
    JOIN kanca.subscriptions s ON s.tenant = u.tenant AND s.id = u.id
    GROUP BY s.tenant, s.id, u.sid
    ON CONFLICT (tenant, subscription_id, sid) DO UPDATE
    SET last_used_at = greatest(subscription_secret_uses.last_used_at, excluded.last_used_at)`,
});
