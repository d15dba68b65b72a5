const OF_RESOURCES = ['coupon', 'customer', 'order', 'product'].flatMap((resource) =>
  ['created', 'updated', 'deleted', 'restored'].map((event) => `${resource}.${event}`),
);

/** The topics that WooCommerce has of itself. `action.…` topics of one's own arrive all the same. */
export const woocommerceEventNames: readonly string[] = [
  ...OF_RESOURCES.filter((name) => name !== 'customer.restored'),
  'action.woocommerce_add_to_cart',
];
