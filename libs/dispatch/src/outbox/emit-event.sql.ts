import { statement, text, timestamptz } from '@kanca/database';

/** Calls the function that writes to the outbox. */
export const emitEvent = statement()({
  name: 'emit-event',
  params: {
    type: text,
    /** JSON. */
    data: text,
    subject: text.orNull,
    id: text.orNull,
    tenant: text,
    time: timestamptz.orNull,
    cause: text.orNull,
    causeTenant: text.orNull,
  },
  text: `SELECT kanca.emit(:type, :data::json, :subject, :id, :tenant, coalesce(:time, now()), :cause, :causeTenant)`,
});
