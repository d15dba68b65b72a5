import { isIP } from 'node:net';

/** The addresses of each name in a hosts file, by the name in lower case. Source: hosts(5). */
export function readHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = withoutComment(line).trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) {
      const addresses = hosts.get(name.toLowerCase());
      if (addresses === undefined) hosts.set(name.toLowerCase(), [address]);
      else addresses.push(address);
    }
  }
  return hosts;
}

function withoutComment(line: string): string {
  const comment = line.indexOf('#');
  return comment === -1 ? line : line.slice(0, comment);
}
