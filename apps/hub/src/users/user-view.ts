import { toId } from '@kanca/core';
import type { UserRole } from './role.js';
import type { UserEntity } from './user.entity.js';

/** A user as others see them. */
export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly tenant: string | null;
  readonly hasPassword: boolean;
  readonly disabled: boolean;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

export function userView(user: UserEntity): UserView {
  const { id, email, name, role, tenant, passwordHash, disabled, createdAt, lastSignInAt } = user;
  return {
    id: toId('usr', id),
    email,
    name,
    role,
    tenant,
    hasPassword: passwordHash !== null,
    disabled,
    createdAt,
    lastSignInAt,
  };
}
