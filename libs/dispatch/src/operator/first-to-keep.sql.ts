import { int, statement, timestamptz, uuid } from '@kanca/database';

/**
 * The oldest of the `kept` newest deliveries that the consumer had open at that moment; none when it had fewer. Those from there on are kept.
 */
export const firstToKeep = statement<{ id: string }>()({
  name: 'first-to-keep',
  params: { consumerId: uuid, openAt: timestamptz.orNull, kept: int },
  text: `
    SELECT id FROM kanca.open_deliveries WHERE consumer_id = :consumerId AND created_at <= :openAt ORDER BY id DESC OFFSET :kept - 1 LIMIT 1`,
});
