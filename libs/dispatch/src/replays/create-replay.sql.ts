import { jsonb, real, statement, text, timestamptz, uuid } from '@kanca/database';

/** Stores a replay. It ends with what was received until now, however late it comes to that. */
export const createReplay = statement()({
  name: 'create-replay',
  params: {
    id: uuid,
    tenant: text,
    filter: jsonb,
    consumerId: uuid.orNull,
    rate: real.orNull,
    until: timestamptz.orNull,
    cursorId: uuid,
  },
  text: `
    INSERT INTO kanca.replays (id, tenant, filter, consumer_id, rate, until, cursor_id)
    VALUES (:id, :tenant, :filter, :consumerId, :rate, least(:until, clock_timestamp()), :cursorId)`,
});
