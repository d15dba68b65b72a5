/**
 * The topics of Shopify by what they are about: `orders` has `create`, which is `orders/create`.
 * Source: https://shopify.dev/docs/api/webhooks
 */
export interface ShopifyTopics {
  readonly app: 'scopes_update' | 'uninstalled';
  readonly app_purchases_one_time: 'update';
  readonly app_subscriptions: 'approaching_capped_amount' | 'update';
  readonly audit_events: 'admin_api_activity';
  readonly bulk_operations: 'finish';
  readonly carts: 'create' | 'update';
  readonly channels: 'delete';
  readonly checkouts: 'create' | 'delete' | 'update';
  readonly collection_listings: 'add' | 'remove' | 'update';
  readonly collection_publications: 'create' | 'delete' | 'update';
  readonly collections: 'create' | 'delete' | 'update';
  readonly companies: 'create' | 'delete' | 'update';
  readonly company_contact_roles: 'assign' | 'revoke';
  readonly company_contacts: 'create' | 'delete' | 'update';
  readonly company_locations: 'create' | 'delete' | 'update';
  readonly customer_account_settings: 'update';
  readonly customer_groups: 'create' | 'delete' | 'update';
  readonly customer_payment_methods: 'create' | 'revoke' | 'update';
  readonly customers:
    'create' | 'data_request' | 'delete' | 'disable' | 'enable' | 'merge' | 'purchasing_summary' | 'redact' | 'update';
  readonly customers_email_marketing_consent: 'update';
  readonly customers_marketing_consent: 'update';
  readonly discounts: 'create' | 'delete' | 'redeemcode_added' | 'redeemcode_removed' | 'update';
  readonly disputes: 'create' | 'update';
  readonly domains: 'create' | 'destroy' | 'update';
  readonly draft_orders: 'create' | 'delete' | 'update';
  readonly fulfillment_events: 'create' | 'delete';
  readonly fulfillment_holds: 'added' | 'released';
  readonly fulfillment_orders:
    | 'cancellation_request_accepted'
    | 'cancellation_request_rejected'
    | 'cancellation_request_submitted'
    | 'cancelled'
    | 'fulfillment_request_accepted'
    | 'fulfillment_request_rejected'
    | 'fulfillment_request_submitted'
    | 'fulfillment_service_failed_to_complete'
    | 'hold_released'
    | 'line_items_prepared_for_local_delivery'
    | 'line_items_prepared_for_pickup'
    | 'merged'
    | 'moved'
    | 'order_routing_complete'
    | 'placed_on_hold'
    | 'rescheduled'
    | 'scheduled_fulfillment_order_ready'
    | 'split';
  readonly fulfillments: 'create' | 'update';
  readonly inventory_items: 'create' | 'delete' | 'update';
  readonly inventory_levels: 'connect' | 'disconnect' | 'update';
  readonly locales: 'create' | 'destroy' | 'update';
  readonly locations: 'activate' | 'create' | 'deactivate' | 'delete' | 'update';
  readonly markets: 'create' | 'delete' | 'update';
  readonly metafield_definitions: 'create' | 'delete' | 'update';
  readonly metaobjects: 'create' | 'delete' | 'update';
  readonly order_transactions: 'create';
  readonly orders:
    | 'cancelled'
    | 'create'
    | 'delete'
    | 'edited'
    | 'fulfilled'
    | 'paid'
    | 'partially_fulfilled'
    | 'risk_assessment_changed'
    | 'shopify_protect_eligibility_changed'
    | 'updated';
  readonly payment_schedules: 'due';
  readonly payment_terms: 'create' | 'delete' | 'update';
  readonly product_feeds: 'create' | 'full_sync' | 'full_sync_finish' | 'incremental_sync' | 'update';
  readonly product_listings: 'add' | 'remove' | 'update';
  readonly product_publications: 'create' | 'delete' | 'update';
  readonly products: 'create' | 'delete' | 'update';
  readonly profiles: 'create' | 'delete' | 'update';
  readonly refunds: 'create';
  readonly returns: 'approve' | 'cancel' | 'close' | 'decline' | 'process' | 'reopen' | 'request' | 'update';
  readonly reverse_deliveries: 'attach_deliverable';
  readonly reverse_fulfillment_orders: 'dispose';
  readonly scheduled_product_listings: 'add' | 'remove' | 'update';
  readonly segments: 'create' | 'delete' | 'update';
  readonly selling_plan_groups: 'create' | 'delete' | 'update';
  readonly shop: 'redact' | 'update';
  readonly subscription_billing_attempts: 'challenged' | 'failure' | 'success';
  readonly subscription_billing_cycle_edits: 'create' | 'delete' | 'update';
  readonly subscription_billing_cycles: 'skip' | 'unskip';
  readonly subscription_contracts: 'activate' | 'cancel' | 'create' | 'expire' | 'fail' | 'pause' | 'update';
  readonly tax_services: 'create' | 'update';
  readonly tender_transactions: 'create';
  readonly themes: 'create' | 'delete' | 'publish' | 'update';
  readonly variants: 'in_stock' | 'out_of_stock';
}

/** The topics that are written with a dot. */
export type ShopifyDottedTopic =
  'customer.joined_segment' | 'customer.left_segment' | 'customer.tags_added' | 'customer.tags_removed';
