/** Where everything of Kanca lives in the database, so that it can share one with other programs. */
export const SCHEMA = 'kanca';

/** Statements look at what others have committed since the last one: a database whose default is stricter would have them fail or miss it. */
const READ_COMMITTED = { default_transaction_isolation: 'read\\ committed' };

/**
 * The URL with the session settings of Kanca: names in SQL are looked up in its schema and nowhere else (besides PostgreSQL's own),
 * so nobody can put a function of the same name in the way.
 * @param settings more settings of the session
 */
export function connectionUrl(url: string, settings: Readonly<Record<string, string>> = {}): string {
  const [address = '', query = ''] = url.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const own = parameters.get('options');
  const session = Object.entries({ ...settings, ...READ_COMMITTED, search_path: SCHEMA }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  parameters.set('options', [...(own === null ? [] : [own]), ...session].join(' '));
  if (!parameters.has('application_name')) parameters.set('application_name', 'kanca');
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`;
}
