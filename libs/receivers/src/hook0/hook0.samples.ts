import type { Sample } from '../kit/index.js';

/** What the Coinbase Developer Platform is known to send. Other services have types of their own. */
export const hook0EventNames = [
  'offramp.transaction.created',
  'offramp.transaction.failed',
  'offramp.transaction.success',
  'offramp.transaction.updated',
  'onchain.activity.detected',
  'onramp.transaction.created',
  'onramp.transaction.failed',
  'onramp.transaction.success',
  'onramp.transaction.updated',
] as const;

export const hook0Samples: Readonly<Record<string, Sample>> = {
  'onramp.transaction.success': {
    headers: { 'x-event-type': 'onramp.transaction.success' },
    body: {
      eventType: 'onramp.transaction.success',
      transactionId: '113363d2-f51c-4e4b-9b9d-1a2b3c4d5e6f',
      status: 'ONRAMP_TRANSACTION_STATUS_SUCCESS',
      partnerUserRef: 'user-42',
      purchaseCurrency: 'USDC',
    },
  },
  'onramp.transaction.failed': {
    headers: { 'x-event-type': 'onramp.transaction.failed' },
    body: {
      eventType: 'onramp.transaction.failed',
      transactionId: '113363d2-f51c-4e4b-9b9d-1a2b3c4d5e6f',
      status: 'ONRAMP_TRANSACTION_STATUS_FAILED',
      partnerUserRef: 'user-42',
    },
  },
};
