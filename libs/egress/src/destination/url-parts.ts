import { withoutTrailing } from '@kanca/core';
/** The host of a URL as it is resolved: no brackets around IPv6, no trailing dots. */
export function hostnameOf(url: URL): string {
  const { hostname } = url;
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return withoutTrailing(hostname, '.');
}

/** The port of a URL, the scheme's own when none is written. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
