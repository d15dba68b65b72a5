/**
 * The snapshot events of Stripe's API v1 by what they are about: `charge.dispute` has `closed`, which is `charge.dispute.closed`.
 * Source: https://docs.stripe.com/api/events/types
 */
export interface StripeSnapshotTypes {
  readonly account: 'updated';
  readonly 'account.application': 'authorized' | 'deauthorized';
  readonly 'account.external_account': 'created' | 'deleted' | 'updated';
  readonly application_fee: 'created' | 'refunded';
  readonly 'application_fee.refund': 'updated';
  readonly 'apps.install': 'created' | 'deleted' | 'updated';
  readonly balance: 'available';
  readonly balance_settings: 'updated';
  readonly 'billing.alert': 'triggered';
  readonly 'billing.credit_balance_transaction': 'created';
  readonly 'billing.credit_grant': 'created' | 'updated';
  readonly 'billing.meter': 'created' | 'deactivated' | 'reactivated' | 'updated';
  readonly 'billing_portal.configuration': 'created' | 'updated';
  readonly 'billing_portal.session': 'created';
  readonly capability: 'updated';
  readonly cash_balance: 'funds_available';
  readonly charge: 'captured' | 'expired' | 'failed' | 'pending' | 'refunded' | 'succeeded' | 'updated';
  readonly 'charge.dispute': 'closed' | 'created' | 'funds_reinstated' | 'funds_withdrawn' | 'updated';
  readonly 'charge.refund': 'updated';
  readonly 'checkout.session': 'async_payment_failed' | 'async_payment_succeeded' | 'completed' | 'expired';
  readonly 'climate.order': 'canceled' | 'created' | 'delayed' | 'delivered' | 'product_substituted';
  readonly 'climate.product': 'created' | 'pricing_updated';
  readonly coupon: 'created' | 'deleted' | 'updated';
  readonly credit_note: 'created' | 'updated' | 'voided';
  readonly customer: 'created' | 'deleted' | 'updated';
  readonly 'customer.discount': 'created' | 'deleted' | 'updated';
  readonly 'customer.source': 'created' | 'deleted' | 'expiring' | 'updated';
  readonly 'customer.subscription':
    | 'created'
    | 'deleted'
    | 'paused'
    | 'pending_update_applied'
    | 'pending_update_expired'
    | 'resumed'
    | 'trial_will_end'
    | 'updated';
  readonly 'customer.tax_id': 'created' | 'deleted' | 'updated';
  readonly customer_cash_balance_transaction: 'created';
  readonly 'entitlements.active_entitlement_summary': 'updated';
  readonly file: 'created';
  readonly 'financial_connections.account':
    | 'account_numbers_updated'
    | 'created'
    | 'deactivated'
    | 'disconnected'
    | 'expected_deactivation_date_updated'
    | 'reactivated'
    | 'refreshed_balance'
    | 'refreshed_ownership'
    | 'refreshed_transactions'
    | 'supported_payment_method_types_updated'
    | 'upcoming_account_number_expiry'
    | 'upcoming_deactivation';
  readonly 'financial_connections.authorization': 'expected_deactivation_date_updated' | 'upcoming_deactivation';
  readonly 'identity.verification_session':
    'canceled' | 'created' | 'processing' | 'redacted' | 'requires_input' | 'verified';
  readonly invoice:
    | 'created'
    | 'deleted'
    | 'finalization_failed'
    | 'finalized'
    | 'marked_uncollectible'
    | 'overdue'
    | 'overpaid'
    | 'paid'
    | 'payment_action_required'
    | 'payment_attempt_required'
    | 'payment_failed'
    | 'payment_succeeded'
    | 'sent'
    | 'upcoming'
    | 'updated'
    | 'voided'
    | 'will_be_due';
  readonly invoice_payment: 'paid';
  readonly invoiceitem: 'created' | 'deleted';
  readonly issuing_authorization: 'created' | 'request' | 'updated';
  readonly issuing_card: 'created' | 'updated';
  readonly issuing_cardholder: 'created' | 'updated';
  readonly issuing_dispute: 'closed' | 'created' | 'funds_reinstated' | 'funds_rescinded' | 'submitted' | 'updated';
  readonly issuing_personalization_design: 'activated' | 'deactivated' | 'rejected' | 'updated';
  readonly issuing_token: 'created' | 'updated';
  readonly issuing_transaction: 'created' | 'purchase_details_receipt_updated' | 'updated';
  readonly mandate: 'updated';
  readonly payment_intent:
    | 'amount_capturable_updated'
    | 'canceled'
    | 'created'
    | 'partially_funded'
    | 'payment_failed'
    | 'processing'
    | 'requires_action'
    | 'succeeded';
  readonly payment_link: 'created' | 'updated';
  readonly payment_method: 'attached' | 'automatically_updated' | 'detached' | 'updated';
  readonly payout: 'canceled' | 'created' | 'failed' | 'paid' | 'reconciliation_completed' | 'updated';
  readonly person: 'created' | 'deleted' | 'updated';
  readonly plan: 'created' | 'deleted' | 'updated';
  readonly price: 'created' | 'deleted' | 'updated';
  readonly product: 'created' | 'deleted' | 'updated';
  readonly promotion_code: 'created' | 'updated';
  readonly quote: 'accepted' | 'canceled' | 'created' | 'finalized';
  readonly 'radar.early_fraud_warning': 'created' | 'updated';
  readonly refund: 'created' | 'failed' | 'updated';
  readonly 'reporting.report_run': 'failed' | 'succeeded';
  readonly 'reporting.report_type': 'updated';
  readonly 'reserve.hold': 'created' | 'updated';
  readonly 'reserve.plan': 'created' | 'disabled' | 'expired' | 'updated';
  readonly 'reserve.release': 'created';
  readonly review: 'closed' | 'opened';
  readonly setup_intent: 'canceled' | 'created' | 'requires_action' | 'setup_failed' | 'succeeded';
  readonly 'sigma.scheduled_query_run': 'created';
  readonly source: 'canceled' | 'chargeable' | 'failed' | 'mandate_notification' | 'refund_attributes_required';
  readonly 'source.transaction': 'created' | 'updated';
  readonly subscription_schedule:
    'aborted' | 'canceled' | 'completed' | 'created' | 'expiring' | 'released' | 'updated';
  readonly 'tax.settings': 'updated';
  readonly tax_rate: 'created' | 'updated';
  readonly 'terminal.reader': 'action_failed' | 'action_succeeded' | 'action_updated';
  readonly 'test_helpers.test_clock': 'advancing' | 'created' | 'deleted' | 'internal_failure' | 'ready';
  readonly 'three_d_secure.authentication':
    | 'canceled'
    | 'challenge_started'
    | 'errored'
    | 'failed'
    | 'requires_challenge'
    | 'requires_submission'
    | 'succeeded';
  readonly topup: 'canceled' | 'created' | 'failed' | 'reversed' | 'succeeded';
  readonly transfer: 'created' | 'reversed' | 'updated';
  readonly 'treasury.credit_reversal': 'created' | 'posted';
  readonly 'treasury.debit_reversal': 'completed' | 'created' | 'initial_credit_granted';
  readonly 'treasury.financial_account': 'closed' | 'created' | 'features_status_updated';
  readonly 'treasury.inbound_transfer': 'canceled' | 'created' | 'failed' | 'succeeded';
  readonly 'treasury.outbound_payment':
    | 'canceled'
    | 'created'
    | 'expected_arrival_date_updated'
    | 'failed'
    | 'posted'
    | 'returned'
    | 'tracking_details_updated';
  readonly 'treasury.outbound_transfer':
    | 'canceled'
    | 'created'
    | 'expected_arrival_date_updated'
    | 'failed'
    | 'posted'
    | 'returned'
    | 'tracking_details_updated';
  readonly 'treasury.received_credit': 'created' | 'failed' | 'succeeded';
  readonly 'treasury.received_debit': 'created';
}

/**
 * The thin events that no snapshot event is the same as. The others are called as the snapshot is, with `v1.` before it.
 * Source: https://docs.stripe.com/api/v2/core/events/event-types
 */
export interface StripeThinTypes {
  readonly 'v1.billing.meter': 'error_report_triggered' | 'no_meter_found';
  readonly 'v1.customer.discount': 'source_changed';
  readonly 'v1.customer.subscription':
    | 'active'
    | 'cancel_at_changed'
    | 'default_payment_method_changed'
    | 'incomplete'
    | 'incomplete_expired'
    | 'item_added'
    | 'item_price_changed'
    | 'item_quantity_changed'
    | 'item_removed'
    | 'item_tax_rates_changed'
    | 'past_due'
    | 'trialing'
    | 'unpaid';
  readonly 'v1.entitlements.active_entitlement_summary': 'entitlement_added' | 'entitlement_removed';
  readonly 'v1.financial_connections.account':
    | 'balance_refresh_failed'
    | 'balance_refresh_succeeded'
    | 'inferred_balances_refresh_failed'
    | 'inferred_balances_refresh_succeeded'
    | 'ownership_refresh_failed'
    | 'ownership_refresh_succeeded'
    | 'risk_intelligence_refresh_failed'
    | 'risk_intelligence_refresh_succeeded'
    | 'transactions_refresh_failed'
    | 'transactions_refresh_succeeded';
  readonly 'v1.invoice':
    | 'discount_added'
    | 'discount_removed'
    | 'line_item_added'
    | 'line_item_pricing_changed'
    | 'line_item_quantity_changed'
    | 'line_item_removed';
  readonly 'v1.invoice_payment': 'canceled' | 'open';
  readonly 'v1.invoiceitem': 'amount_changed' | 'discount_added' | 'discount_removed';
  readonly 'v1.price': 'activated' | 'deactivated' | 'lookup_key_changed' | 'tax_behavior_changed';
  readonly 'v1.product': 'activated' | 'deactivated' | 'default_price_changed' | 'tax_code_changed';
  readonly 'v1.promotion_code': 'fully_redeemed';
  readonly 'v1.subscription_schedule':
    | 'phase_added'
    | 'phase_default_tax_rates_changed'
    | 'phase_end_date_changed'
    | 'phase_removed'
    | 'phase_trial_end_changed';
  readonly 'v2.commerce.product_catalog.imports': 'failed' | 'processing' | 'succeeded' | 'succeeded_with_errors';
  readonly 'v2.core.account': 'closed' | 'created' | 'updated';
  readonly 'v2.core.account[configuration.customer]': 'capability_status_updated' | 'updated';
  readonly 'v2.core.account[configuration.merchant]': 'capability_status_updated' | 'updated';
  readonly 'v2.core.account[configuration.recipient]': 'capability_status_updated' | 'updated';
  readonly 'v2.core.account[defaults]': 'updated';
  readonly 'v2.core.account[future_requirements]': 'updated';
  readonly 'v2.core.account[identity]': 'updated';
  readonly 'v2.core.account[requirements]': 'updated';
  readonly 'v2.core.account_link': 'returned';
  readonly 'v2.core.account_person': 'created' | 'deleted' | 'updated';
  readonly 'v2.core.event_destination': 'ping';
  readonly 'v2.money_management.adjustment': 'created';
  readonly 'v2.money_management.financial_account': 'created' | 'updated';
  readonly 'v2.money_management.financial_address': 'activated' | 'failed';
  readonly 'v2.money_management.inbound_transfer':
    | 'available'
    | 'bank_debit_failed'
    | 'bank_debit_processing'
    | 'bank_debit_queued'
    | 'bank_debit_returned'
    | 'bank_debit_succeeded';
  readonly 'v2.money_management.outbound_payment':
    'canceled' | 'created' | 'failed' | 'posted' | 'returned' | 'under_review' | 'updated';
  readonly 'v2.money_management.payout_intent':
    'canceled' | 'created' | 'pending' | 'posted' | 'processing' | 'requires_action' | 'updated';
  readonly 'v2.money_management.payout_method': 'created' | 'updated';
  readonly 'v2.money_management.received_credit': 'available' | 'failed' | 'returned' | 'succeeded';
  readonly 'v2.money_management.recipient_verification': 'created' | 'updated';
  readonly 'v2.money_management.transaction': 'created' | 'updated';
}
