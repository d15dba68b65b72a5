const DEFAULT_NDOTS = 1;
/** Kubernetes writes 3 to 6 of them. */
const MAX_DOMAINS = 6;

/** The domains that short names are tried in. Source: resolv.conf(5). */
export interface SearchList {
  readonly domains: readonly string[];
  /** A name with at least as many dots is asked for as it is, before the domains are tried. */
  readonly ndots: number;
}

/** Reads `search`, `domain` and `options ndots:n`; the last line of a kind counts. The name servers are read by c-ares itself. */
export function readSearchList(resolvConf: string): SearchList {
  let domains: readonly string[] = [];
  let ndots = DEFAULT_NDOTS;
  for (const line of resolvConf.split('\n')) {
    const [keyword = '', ...words] = line.trim().split(/\s+/);
    if (keyword === 'search') domains = words;
    if (keyword === 'domain') domains = words.slice(0, 1);
    if (keyword === 'options') ndots = ndotsOf(words) ?? ndots;
  }
  return { domains: domains.filter((domain) => domain !== '.').slice(0, MAX_DOMAINS), ndots };
}

/** The full names that a name may stand for, in the order in which they are asked for. */
export function namesToTry(hostname: string, { domains, ndots }: SearchList): readonly string[] {
  const longer = domains.map((domain) => `${hostname}.${domain.replace(/\.$/, '')}`);
  const dots = hostname.split('.').length - 1;
  return dots >= ndots ? [hostname, ...longer] : [...longer, hostname];
}

function ndotsOf(options: readonly string[]): number | undefined {
  const value = options.findLast((option) => option.startsWith('ndots:'))?.slice('ndots:'.length);
  const ndots = Number.parseInt(value ?? '', 10);
  return Number.isNaN(ndots) ? undefined : Math.min(15, Math.max(0, ndots));
}
