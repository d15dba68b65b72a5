import type { Freshness, Sample } from '../kit/index.js';

/** What Braintree is known to send, as far as most merchants meet it. */
export const braintreeEventNames = [
  'account_updater_daily_report',
  'check',
  'disbursement',
  'disbursement_exception',
  'dispute_accepted',
  'dispute_disputed',
  'dispute_expired',
  'dispute_lost',
  'dispute_opened',
  'dispute_won',
  'granted_payment_method_revoked',
  'payment_method_revoked_by_customer',
  'refund_failed',
  'sub_merchant_account_approved',
  'sub_merchant_account_declined',
  'subscription_canceled',
  'subscription_charged_successfully',
  'subscription_charged_unsuccessfully',
  'subscription_expired',
  'subscription_trial_ended',
  'subscription_went_active',
  'subscription_went_past_due',
  'transaction_disbursed',
  'transaction_settled',
  'transaction_settlement_declined',
] as const;

const TIME = '2026-01-15T15:20:41Z';
const SUBJECT = '8kx4bg';

export const braintreeSamples: Readonly<Record<string, Sample>> = {
  subscription_charged_successfully: sampleOf(
    'subscription_charged_successfully',
    `<subscription>
      <id>${SUBJECT}</id>
      <plan-id>engine-monthly</plan-id>
      <status>Active</status>
      <balance>0.00</balance>
      <transactions type="array">
        <transaction><id>4yb2h8</id><status>submitted_for_settlement</status><amount>49.00</amount></transaction>
      </transactions>
    </subscription>`,
  ),
  dispute_opened: sampleOf(
    'dispute_opened',
    `<dispute>
      <id>${SUBJECT}</id>
      <status>open</status>
      <kind>chargeback</kind>
      <amount>49.00</amount>
      <currency-iso-code>EUR</currency-iso-code>
      <reason>fraud</reason>
    </dispute>`,
  ),
};

/** Braintree gives no id to a notification: another subject and another time make another one. */
export function freshenBraintree(sample: Sample, { id, now }: Freshness): Sample {
  const payload = new URLSearchParams(String(sample.body)).get('bt_payload') ?? '';
  const xml = Buffer.from(payload, 'base64')
    .toString('utf8')
    .replace(TIME, now.toISOString())
    .replace(SUBJECT, () => id);
  return { ...sample, body: formOf(xml) };
}

function sampleOf(kind: string, subject: string): Sample {
  const xml = `<notification>
    <timestamp type="datetime">${TIME}</timestamp>
    <kind>${kind}</kind>
    <source-merchant-id>engines</source-merchant-id>
    <subject>${subject}</subject>
  </notification>`;
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formOf(xml) };
}

function formOf(xml: string): string {
  return new URLSearchParams({ bt_payload: `${Buffer.from(xml).toString('base64')}\n` }).toString();
}
