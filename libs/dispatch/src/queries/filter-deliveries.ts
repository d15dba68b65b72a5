import { KancaError, parseId, uuidOf } from '@kanca/core';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { DeliveryQuery } from './delivery-query.js';
import { filterByType } from './filter-by-type.js';
import { resolvedCondition } from './resolving-delivery.sql.js';
import { stateCondition } from './state-condition.js';

const STATUS = /^(?:[1-5]\d\d|[1-5]xx)$/;

/** Narrows a query over deliveries `d`, their events `e` and consumers `c`. @throws KancaError `invalid_request` */
export function filterDeliveries(find: SelectQueryBuilder<ObjectLiteral>, query: DeliveryQuery): void {
  if (query.tenant !== '*') find.andWhere('d.tenant = :tenant', { tenant: query.tenant });
  if (query.state !== undefined) find.andWhere(stateCondition(query.state));
  if (query.event !== undefined) find.andWhere('d.event_id = :event', { event: uuidOf('evt', query.event) });
  if (query.type !== undefined) filterByType(find, query.type);
  if (query.subject !== undefined) find.andWhere('e.subject = :subject', { subject: query.subject });
  if (query.resolved !== undefined) find.andWhere(resolvedCondition(query.resolved));
  if (query.since !== undefined) find.andWhere('d.created_at >= :since', { since: query.since });
  if (query.until !== undefined) find.andWhere('d.created_at < :until', { until: query.until });
  filterByConsumer(find, query.consumer);
  filterByLastAttempt(find, query);
}

function filterByConsumer(find: SelectQueryBuilder<ObjectLiteral>, consumer: string | undefined): void {
  if (consumer === undefined) return;
  const uuid = parseId('sub', consumer) ?? parseId('hdl', consumer);
  if (uuid === null) find.andWhere('c.name = :consumer', { consumer });
  else find.andWhere('d.consumer_id = :consumer', { consumer: uuid });
}

/**
 * The last attempt of a finished delivery lies beside it, that of an open one among the earlier attempts. OFFSET keeps the planner from joining with
 * all attempts there are.
 */
function filterByLastAttempt(find: SelectQueryBuilder<ObjectLiteral>, { status, error }: DeliveryQuery): void {
  const conditions = [
    ...(status === undefined ? [] : ['a.status BETWEEN :firstStatus AND :lastStatus']),
    ...(error === undefined ? [] : ['position(lower(:error) IN lower(a.error)) > 0']),
  ];
  if (conditions.length === 0) return;
  if (status !== undefined) find.setParameters(statusRange(status));
  if (error !== undefined) find.setParameter('error', error);
  const fits = conditions.join(' AND ');
  find.andWhere(`CASE WHEN d.finished_at IS NULL
    THEN EXISTS (SELECT FROM kanca.earlier_attempts a
                 WHERE a.delivery_id = d.id AND a.number = d.attempts AND NOT a.stale AND ${fits} OFFSET 0)
    ELSE EXISTS (SELECT FROM kanca.finished_deliveries a WHERE a.id = d.id AND a.tenant = d.tenant AND ${fits} OFFSET 0) END`);
}

function statusRange(status: string): { readonly firstStatus: number; readonly lastStatus: number } {
  if (!STATUS.test(status)) throw noStatus();
  if (!status.endsWith('xx')) return { firstStatus: Number(status), lastStatus: Number(status) };
  const firstStatus = Number(status.slice(0, 1)) * 100;
  return { firstStatus, lastStatus: firstStatus + 99 };
}

function noStatus(): KancaError {
  const problem = 'is no HTTP status: give one such as 500, or a class such as 5xx';
  return new KancaError('invalid_request', `status ${problem}.`, { problems: [{ field: 'status', problem }] });
}
