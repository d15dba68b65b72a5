/** Where everything of Kanca lives in the database, so that it can share one with other programs. */
export const SCHEMA = 'kanca';

/**
 * The URL with the session settings of Kanca: names in SQL are looked up in its schema and nowhere else (besides PostgreSQL's own),
 * so nobody can put a function of the same name in the way.
 */
export function connectionUrl(url: string): string {
  const [address = '', query = ''] = url.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const own = parameters.get('options');
  parameters.set('options', `${own === null ? '' : `${own} `}-c search_path=${SCHEMA}`);
  if (!parameters.has('application_name')) parameters.set('application_name', 'kanca');
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`;
}
