import { xmlChild, xmlTextAt, type XmlElement } from '../kit/built-in.js';
import type { ReadEvent } from '../kit/index.js';
import { notificationsOf } from './salesforce.organization.js';
import type { SalesforceNotification, SalesforceValue } from './salesforce.events.js';

/**
 * The notifications of a message, one event each.
 * @param keepsSession whether the session id that Salesforce may send along is handed over: it is a live token, and what is stored here
 * is kept
 */
export function readSalesforce(envelope: XmlElement, keepsSession: boolean): readonly ReadEvent[] {
  const message = notificationsOf(envelope);
  const actionId = xmlTextAt(message, 'ActionId');
  const common = {
    organizationId: xmlTextAt(message, 'OrganizationId') ?? '',
    actionId: actionId ?? '',
    enterpriseUrl: xmlTextAt(message, 'EnterpriseUrl') ?? null,
    partnerUrl: xmlTextAt(message, 'PartnerUrl') ?? null,
    sessionId: (keepsSession ? xmlTextAt(message, 'SessionId') : undefined) ?? null,
  };
  const notifications = message?.children.filter(({ name }) => name === 'Notification') ?? [];
  return notifications.map((notification) => {
    const record = xmlChild(notification, 'sObject');
    const id = xmlTextAt(notification, 'Id');
    const data: SalesforceNotification = {
      ...common,
      notificationId: id ?? '',
      objectType: typeOf(record),
      fields: record === undefined ? {} : fieldsOf(record),
    };
    return { id, type: actionId, subject: xmlTextAt(record, 'Id'), data };
  });
}

/** `Lead` of `sf:Lead`. */
function typeOf(record: XmlElement | undefined): string | null {
  return record?.attributes['type']?.split(':').at(-1) ?? null;
}

function fieldsOf(record: XmlElement): Readonly<Record<string, SalesforceValue>> {
  const fields = new Map<string, SalesforceValue[]>();
  for (const child of record.children) {
    const values = fields.get(child.name) ?? [];
    values.push(valueOf(child));
    fields.set(child.name, values);
  }
  // A field that comes several times is a list.
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]),
  );
}

function valueOf(element: XmlElement): SalesforceValue {
  if (['true', '1'].includes(element.attributes['nil'] ?? '')) return null;
  return element.children.length > 0 ? fieldsOf(element) : element.text;
}
