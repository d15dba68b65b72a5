/** The part of a `where` that keeps to one tenant; `*` is every tenant, for keys that are bound to none. */
export function ofTenant(tenant: string): { readonly tenant?: string } {
  return tenant === '*' ? {} : { tenant };
}
