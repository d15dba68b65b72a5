/** When a subscription hears of everything, nothing is a better name for a test. */
const TEST_TYPE = 'kanca.test';

/**
 * The event type that a subscription is tried with when nobody names one: the first that it asks for, with `test` in place of what its
 * pattern leaves open.
 * @example typeToTest(['invoice.*', '!invoice.draft']) // 'invoice.test'
 */
export function typeToTest(filters: readonly string[]): string {
  const wanted = filters.find((filter) => !filter.startsWith('!') && filter !== '*');
  return wanted === undefined ? TEST_TYPE : wanted.replaceAll('*', 'test');
}
