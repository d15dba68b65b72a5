import { KancaError } from '@kanca/core';
import type { EntityManager } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** Taken by every transaction that makes, changes or removes users, so that two of them cannot each remove what the other counts on. */
const USERS_LOCK = 0x75736572;

export async function lockUsers(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock($1)`, [USERS_LOCK]);
}

/**
 * Refuses a state in which there are users and nobody who may manage all of them. Call it after the change, in its transaction.
 * @param before how many owners of every tenant there were
 * @throws KancaError `conflict`
 */
export async function assertOwnerLeft(manager: EntityManager, before: number): Promise<void> {
  if (before === 0 || (await countOwners(manager)) > 0 || (await manager.count(UserEntity)) === 0) return;
  throw new KancaError(
    'conflict',
    'This is the last owner of every tenant who can sign in: make another user an owner first, or remove the other users.',
  );
}

/** Owners of every tenant who may sign in. */
export function countOwners(manager: EntityManager): Promise<number> {
  return manager
    .createQueryBuilder(UserEntity, 'u')
    .where(`u.role = 'owner' AND u.tenant IS NULL AND NOT u.disabled`)
    .getCount();
}
