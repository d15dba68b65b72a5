/**
 * Deliveries a second that somebody may ask for. The lower bound is one in a quarter of an hour; the columns are `real`, in which much smaller rates
 * would become 0.
 */
export const DELIVERY_RATE = { min: 0.001, max: 100_000 } as const;
