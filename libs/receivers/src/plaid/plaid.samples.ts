import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Plaid is known to send, as far as most accounts meet it. */
export const plaidEventNames = [
  'ASSETS.ERROR',
  'ASSETS.PRODUCT_READY',
  'AUTH.AUTOMATICALLY_VERIFIED',
  'AUTH.DEFAULT_UPDATE',
  'AUTH.VERIFICATION_EXPIRED',
  'HOLDINGS.DEFAULT_UPDATE',
  'IDENTITY.DEFAULT_UPDATE',
  'IDENTITY_VERIFICATION.STATUS_UPDATED',
  'INCOME.INCOME_VERIFICATION',
  'INVESTMENTS_TRANSACTIONS.DEFAULT_UPDATE',
  'ITEM.ERROR',
  'ITEM.LOGIN_REPAIRED',
  'ITEM.NEW_ACCOUNTS_AVAILABLE',
  'ITEM.PENDING_DISCONNECT',
  'ITEM.PENDING_EXPIRATION',
  'ITEM.USER_ACCOUNT_REVOKED',
  'ITEM.USER_PERMISSION_REVOKED',
  'ITEM.WEBHOOK_UPDATE_ACKNOWLEDGED',
  'LIABILITIES.DEFAULT_UPDATE',
  'LINK.SESSION_FINISHED',
  'PAYMENT_INITIATION.PAYMENT_STATUS_UPDATE',
  'TRANSACTIONS.RECURRING_TRANSACTIONS_UPDATE',
  'TRANSACTIONS.SYNC_UPDATES_AVAILABLE',
  'TRANSFER.TRANSFER_EVENTS_UPDATE',
] as const;

const ITEM = 'wz666MBjYWTp2PDzzggYhM6oWWmBb';

export const plaidSamples: Readonly<Record<string, Sample>> = {
  'TRANSACTIONS.SYNC_UPDATES_AVAILABLE': {
    body: {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'SYNC_UPDATES_AVAILABLE',
      item_id: ITEM,
      initial_update_complete: true,
      historical_update_complete: false,
      environment: 'sandbox',
    },
  },
  'ITEM.ERROR': {
    body: {
      webhook_type: 'ITEM',
      webhook_code: 'ERROR',
      item_id: ITEM,
      error: {
        error_type: 'ITEM_ERROR',
        error_code: 'ITEM_LOGIN_REQUIRED',
        error_message: 'the login details of this item have changed',
        display_message: 'Log in again to connect your account.',
        status: 400,
      },
      environment: 'sandbox',
    },
  },
};

/** Plaid numbers nothing and writes no time: another item it is. */
export function freshenPlaid(sample: Sample, { id }: Freshness): Sample {
  return { ...sample, body: withFields(sample.body, { item_id: id }) };
}
