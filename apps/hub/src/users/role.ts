import type { Scope } from '../keys/scope.js';

export const USER_ROLES = ['owner', 'operator', 'viewer'] as const;

/** What a user may do: an owner everything, an operator all but keys and users, a viewer only look. */
export type UserRole = (typeof USER_ROLES)[number];

const SCOPES_OF: Readonly<Record<UserRole, readonly Scope[]>> = {
  owner: ['admin'],
  operator: ['read', 'publish', 'manage'],
  viewer: ['read'],
};

export function scopesOf(role: UserRole): readonly Scope[] {
  return SCOPES_OF[role];
}
