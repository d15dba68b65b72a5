import { statement, text } from '@kanca/database';

/** The tenant after another one that has events. */
export const nextTenant = statement<{ tenant: string }>()({
  name: 'replay-next-tenant',
  params: { after: text },
  text: `SELECT tenant FROM kanca.events WHERE tenant > :after ORDER BY tenant LIMIT 1`,
});
