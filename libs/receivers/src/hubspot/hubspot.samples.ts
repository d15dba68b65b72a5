import type { Sample } from '../kit/index.js';

/** What HubSpot is known to send. */
export const hubspotEventNames: readonly string[] = [
  'company.associationChange',
  'company.creation',
  'company.deletion',
  'company.merge',
  'company.propertyChange',
  'company.restore',
  'contact.associationChange',
  'contact.creation',
  'contact.deletion',
  'contact.merge',
  'contact.privacyDeletion',
  'contact.propertyChange',
  'contact.restore',
  'conversation.creation',
  'conversation.deletion',
  'conversation.newMessage',
  'conversation.privacyDeletion',
  'conversation.propertyChange',
  'deal.associationChange',
  'deal.creation',
  'deal.deletion',
  'deal.merge',
  'deal.propertyChange',
  'deal.restore',
  'line_item.creation',
  'line_item.deletion',
  'line_item.propertyChange',
  'object.creation',
  'object.deletion',
  'object.propertyChange',
  'product.creation',
  'product.deletion',
  'product.propertyChange',
  'ticket.creation',
  'ticket.deletion',
  'ticket.merge',
  'ticket.propertyChange',
  'ticket.restore',
];

const CHANGE = {
  eventId: 3_816_279_340,
  subscriptionId: 22,
  portalId: 33,
  appId: 1_160_452,
  occurredAt: 1_760_000_000_000,
  attemptNumber: 0,
  objectId: 1_246_965,
  changeSource: 'CRM_UI',
};

export const hubspotSamples: Readonly<Record<string, Sample>> = {
  'contact.creation': { body: [{ ...CHANGE, subscriptionType: 'contact.creation', changeFlag: 'CREATED' }] },
  'deal.propertyChange': {
    body: [{ ...CHANGE, subscriptionType: 'deal.propertyChange', propertyName: 'amount', propertyValue: '4900' }],
  },
};
