import { statement, text } from '@kanca/database';

/** Writes the operational event of each dead letter into the outbox: the arrays have one element for each dead letter. */
export const tellExpired = statement()({
  name: 'tell-expired',
  params: { tenants: text.array, data: text.array, subjects: text.array, causes: text.array },
  text: `
    INSERT INTO kanca.outbox (tenant, type, data, subject, "time", cause)
    SELECT tenant, 'kanca.delivery.dead', convert_to(data, 'UTF8'), subject, now(), cause
    FROM unnest(:tenants, :data, :subjects, :causes) AS t(tenant, data, subject, cause)`,
});
