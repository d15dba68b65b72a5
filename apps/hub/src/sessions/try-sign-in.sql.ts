import { bytea, float8, statement } from '@kanca/database';

/** How many may be tried, and whether one more was. */
export interface TryRow {
  readonly level: number;
  readonly is_allowed: boolean;
  readonly is_known: boolean;
}

/**
 * A leaky bucket in a row: it fills by one with each try that is allowed, and empties with time. What is refused does not fill it, so that nobody can keep it
 * full by trying on. The row is locked by the conflict: two hubs cannot both take the last place.
 */
export const trySignIn = statement<TryRow>()({
  name: 'try-sign-in',
  params: { subject: bytea, capacity: float8, perSecond: float8 },
  text: `
    INSERT INTO kanca.sign_in_tries AS t (subject, level, is_allowed) VALUES (:subject, 1, true)
    ON CONFLICT (subject) DO UPDATE SET
      (level, is_allowed, at) = (
        SELECT CASE WHEN d.level + 1 <= :capacity THEN d.level + 1 ELSE d.level END, d.level + 1 <= :capacity, clock_timestamp()
        FROM (SELECT greatest(0, t.level - greatest(0, extract(epoch FROM clock_timestamp() - t.at)) * :perSecond) AS level) AS d
      )
    RETURNING level, is_allowed, is_known`,
});

/** A try that succeeded does not count. */
export const takeTryBack = statement()({
  name: 'take-try-back',
  params: { subjects: bytea.array },
  text: `UPDATE kanca.sign_in_tries SET level = greatest(0, level - 1) WHERE subject = ANY(:subjects)`,
});

/** From this address the account was signed in to: its failures are over, and those of others do not count against it. */
export const knowSignIn = statement()({
  name: 'know-sign-in',
  params: { subject: bytea },
  text: `UPDATE kanca.sign_in_tries SET level = 0, is_known = true, at = clock_timestamp() WHERE subject = :subject`,
});

/** After an hour every bucket is empty; which address an account is known at is kept for longer. */
export const forgetTries = statement()({
  name: 'forget-tries',
  text: `
    DELETE FROM kanca.sign_in_tries
    WHERE at < now() - CASE WHEN is_known THEN interval '90 days' ELSE interval '1 hour' END`,
});
