/** NOTIFY channels. A message only wakes: the state is read from the tables. */
export const DELIVERIES_CHANNEL = 'kanca_deliveries';
export const CONSUMERS_CHANNEL = 'kanca_consumers';
