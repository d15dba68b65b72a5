const MASK = '••••••';

/**
 * A URL whose query shows its names and no values: many endpoints take a token there, which is a secret of the subscriber. Text without a query is
 * given back as it is.
 * @example maskedUrl('https://x.example/hook?token=abc') // 'https://x.example/hook?token=••••••'
 */
export function maskedUrl(url: string): string {
  const query = url.indexOf('?') + 1;
  if (query === 0) return url;
  return url.slice(0, query) + url.slice(query).split('&').map(maskedPair).join('&');
}

function maskedPair(pair: string): string {
  return pair.slice(0, pair.indexOf('=') + 1) + MASK;
}
