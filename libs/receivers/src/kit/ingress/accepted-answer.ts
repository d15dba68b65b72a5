import { toId } from '@kanca/core';
import type { HandlerReply, StoredEvent } from '@kanca/dispatch';
import type { Answer } from '../receiver-definition.js';

const JSON_TYPE = 'application/json';
const HEADER_VALUE = /^[\t\x20-\x7e]+$/;

/** `{"received":true,"events":["evt_…"]}`, or what the receiver says its provider expects. */
export function acceptedAnswer(own: Answer | undefined, events: readonly StoredEvent[]): Answer {
  const answer = own ?? { status: 200, contentType: JSON_TYPE, body: receipt(events) };
  const isRepetition = events.length > 0 && events.every((event) => event.duplicate);
  return isRepetition ? { ...answer, headers: { ...answer.headers, 'kanca-duplicate': 'true' } } : answer;
}

/** The same with what a `reply` handler wants said instead. A reply that HTTP cannot carry is left out. */
export function repliedAnswer(answer: Answer, reply: HandlerReply): Answer {
  const { status, contentType, body } = reply;
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const natural = body === undefined || isText ? answer.contentType : JSON_TYPE;
  return {
    ...answer,
    ...(isStatus(status) ? { status } : {}),
    ...spread('contentType', contentType !== undefined && HEADER_VALUE.test(contentType) ? contentType : natural),
    ...spread('body', body === undefined || isText ? body : JSON.stringify(body)),
  };
}

function receipt(events: readonly StoredEvent[]): string {
  return `{"received":true,"events":[${events.map(({ uuid }) => `"${toId('evt', uuid)}"`).join(',')}]}`;
}

function isStatus(status: number | undefined): status is number {
  return status !== undefined && Number.isInteger(status) && status >= 200 && status <= 599;
}

function spread<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}
