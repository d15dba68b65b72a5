import { parseXml, type XmlElement } from '../kit/built-in.js';
import type { BraintreeValue } from './braintree.events.js';

/** The notification inside `bt_payload`: XML in base64, as an object. */
export function notificationOf(payload: string): BraintreeValue {
  return valueOf(parseXml(Buffer.from(payload, 'base64')));
}

function valueOf(element: XmlElement): BraintreeValue {
  const { attributes, children } = element;
  if (attributes['nil'] === 'true') return null;
  if (attributes['type'] === 'array') return children.map(valueOf);
  if (children.length === 0) return simpleValueOf(element);
  return Object.fromEntries(children.map((child) => [child.name.replaceAll('-', '_'), valueOf(child)] as const));
}

function simpleValueOf({ attributes, text }: XmlElement): BraintreeValue {
  const value = text.trim();
  if (attributes['type'] === 'boolean') return value === 'true' || value === '1';
  if (attributes['type'] === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return value;
}
