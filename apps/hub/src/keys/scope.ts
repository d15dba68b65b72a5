export const SCOPES = ['admin', 'read', 'publish', 'manage', 'consume'] as const;

/** What a key may do: `manage` includes `read`; `consume` fetches deliveries and settles them; `admin` includes everything. */
export type Scope = (typeof SCOPES)[number];

export function allows(held: readonly Scope[], needed: Scope): boolean {
  if (held.includes('admin') || held.includes(needed)) return true;
  return needed === 'read' && held.includes('manage');
}
