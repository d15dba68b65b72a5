import { float8, int, statement, text, uuid } from '@kanca/database';

interface BoundRow {
  readonly id: string;
}

/** The id of the event that is `size` events below another one, of every tenant. */
export const eventBound = statement<BoundRow>()({
  name: 'event-bound',
  params: { after: uuid, size: int },
  text: `SELECT id FROM kanca.events WHERE id < :after ORDER BY id DESC OFFSET :size LIMIT 1`,
});

/** The same, of one tenant. */
export const tenantEventBound = statement<BoundRow>()({
  name: 'tenant-event-bound',
  params: { tenant: text, after: uuid, size: int },
  text: `SELECT id FROM kanca.events WHERE tenant = :tenant AND id < :after ORDER BY id DESC OFFSET :size LIMIT 1`,
});

/** The first event below another one that is `size` events or `bytes` bytes of data away: what is between is small enough to be read. */
const BY_BYTES = (condition: string): string => `
    SELECT id FROM (
      SELECT id, count(*) OVER below AS place, sum(data_size::float8) OVER below AS bytes
      FROM (SELECT id, least(data_size, 1048576) AS data_size FROM kanca.events
            WHERE ${condition}id < :after ORDER BY id DESC LIMIT :size + 1) AS e
      WINDOW below AS (ORDER BY id DESC)) AS numbered
    WHERE place > 1 AND (place > :size OR bytes > :bytes)
    ORDER BY id DESC LIMIT 1`;

export const eventBoundByBytes = statement<BoundRow>()({
  name: 'event-bound-by-bytes',
  params: { after: uuid, size: int, bytes: float8 },
  text: BY_BYTES(''),
});

export const tenantEventBoundByBytes = statement<BoundRow>()({
  name: 'tenant-event-bound-by-bytes',
  params: { tenant: text, after: uuid, size: int, bytes: float8 },
  text: BY_BYTES('tenant = :tenant AND '),
});

/** The id of the delivery that is `size` deliveries below another one, open or finished. */
const DELIVERY_BOUND = (condition: string): string => `
    SELECT id FROM (
      (SELECT id FROM kanca.open_deliveries WHERE ${condition}id < :after ORDER BY id DESC LIMIT :size + 1)
      UNION ALL
      (SELECT id FROM kanca.finished_deliveries WHERE ${condition}id < :after ORDER BY id DESC LIMIT :size + 1)) AS d
    ORDER BY id DESC OFFSET :size LIMIT 1`;

export const deliveryBound = statement<BoundRow>()({
  name: 'delivery-bound',
  params: { after: uuid, size: int },
  text: DELIVERY_BOUND(''),
});

export const tenantDeliveryBound = statement<BoundRow>()({
  name: 'tenant-delivery-bound',
  params: { tenant: text, after: uuid, size: int },
  text: DELIVERY_BOUND('tenant = :tenant AND '),
});
