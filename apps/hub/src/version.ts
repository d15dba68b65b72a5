import { readFileSync } from 'node:fs';

/** The version of the hub, from its package. */
export function hubVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error("The hub's package.json has no version.");
}
