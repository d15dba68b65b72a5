import { Clock, KancaError, newUuid, Randomness, uuidOf } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { foldedEMail } from './e-mail.js';
import { assertNewPassword } from './new-password.js';
import { assertOwnerLeft, countOwners, lockUsers } from './owners.js';
import { PasswordHasher } from './password-hasher.js';
import type { UserRole } from './role.js';
import { UserEntity } from './user.entity.js';
import { userView, type UserView } from './user-view.js';

/** What a new user is made from. Without a password they cannot sign in until they get one. */
export interface UserDraft {
  readonly email: string;
  readonly name?: string | undefined;
  readonly role: UserRole;
  readonly password?: string | undefined;
  readonly tenant: string | null;
}

/** What is changed of a user. A new password, and being disabled, end the sessions of the user. */
export interface UserPatch {
  readonly name?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly password?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Users: made, listed, changed, removed. `visible` is a tenant, or `*` for all of them. */
@Injectable()
export class Users {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws KancaError `conflict` when somebody has the e-mail address, `invalid_request` for a password that will not do */
  async create(draft: UserDraft): Promise<UserView> {
    const passwordHash = await this.hashOf(draft.password, foldedEMail(draft.email));
    return this.dataSource.transaction(async (manager) => {
      await lockUsers(manager);
      return this.insert(manager, draft, passwordHash);
    });
  }

  /**
   * Makes the first user, an owner of every tenant.
   * @param allow run in the same transaction, before; throws when it may not be
   * @throws KancaError `conflict` when there is a user already
   */
  async createFirst(
    draft: Omit<UserDraft, 'role' | 'tenant'>,
    allow: (manager: EntityManager) => Promise<void>,
  ): Promise<UserView> {
    const passwordHash = await this.hashOf(draft.password, foldedEMail(draft.email));
    return this.dataSource.transaction(async (manager) => {
      await lockUsers(manager);
      if ((await manager.count(UserEntity)) > 0)
        throw new KancaError('conflict', 'There are users already: sign in, or let an owner make you a user.');
      await allow(manager);
      return this.insert(manager, { ...draft, role: 'owner', tenant: null }, passwordHash);
    });
  }

  async hasAny(): Promise<boolean> {
    return this.dataSource.getRepository(UserEntity).exists();
  }

  async list(visible: string): Promise<readonly UserView[]> {
    const where = visible === '*' ? {} : { tenant: visible };
    const users = await this.dataSource.getRepository(UserEntity).find({ where, order: { id: 'DESC' } });
    return users.map(userView);
  }

  async get(id: string, visible: string): Promise<UserView> {
    return userView(await found(this.dataSource.manager, id, visible));
  }

  /** @throws KancaError `not_found`; `conflict` for the last owner */
  async update(id: string, visible: string, { name, role, password, disabled }: UserPatch): Promise<UserView> {
    const { email } = await found(this.dataSource.manager, id, visible);
    const passwordHash = await this.hashOf(password, email);
    return this.dataSource.transaction(async (manager) => {
      await lockUsers(manager);
      const user = await found(manager, id, visible);
      const owners = await countOwners(manager);
      const endsSessions = passwordHash !== null || disabled === true;
      await manager
        .createQueryBuilder()
        .update(UserEntity)
        .set({
          name: name ?? user.name,
          role: role ?? user.role,
          disabled: disabled ?? user.disabled,
          ...(passwordHash === null ? {} : { passwordHash }),
          // The database's clock: sessions of every hub begin by it.
          ...(endsSessions ? { sessionsSince: () => 'clock_timestamp()' } : {}),
        })
        .where({ id: user.id })
        .execute();
      await assertOwnerLeft(manager, owners);
      return userView(await found(manager, id, visible));
    });
  }

  /** @throws KancaError `not_found`; `conflict` for the last owner */
  async remove(id: string, visible: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockUsers(manager);
      const user = await found(manager, id, visible);
      const owners = await countOwners(manager);
      await manager.delete(UserEntity, { id: user.id });
      await assertOwnerLeft(manager, owners);
    });
  }

  private async hashOf(password: string | undefined, eMail: string): Promise<string | null> {
    if (password === undefined) return null;
    assertNewPassword(password, eMail);
    return this.hasher.hash(password);
  }

  private async insert(manager: EntityManager, draft: UserDraft, passwordHash: string | null): Promise<UserView> {
    const email = foldedEMail(draft.email);
    if (await manager.existsBy(UserEntity, { email }))
      throw new KancaError('conflict', `There is a user with the e-mail address ${JSON.stringify(email)} already.`);
    const now = new Date(this.clock.now());
    const user: UserEntity = {
      id: newUuid(this.clock, this.randomness),
      tenant: draft.tenant,
      email,
      name: draft.name ?? '',
      role: draft.role,
      passwordHash,
      oidcIdentity: null,
      disabled: false,
      // Long ago: the clocks of hub and database may differ, and nobody has a session yet.
      sessionsSince: new Date(0),
      createdAt: now,
      lastSignInAt: null,
    };
    await manager.insert(UserEntity, user);
    return userView(user);
  }
}

async function found(manager: EntityManager, id: string, visible: string): Promise<UserEntity> {
  const where = { id: uuidOf('usr', id), ...(visible === '*' ? {} : { tenant: visible }) };
  const user = await manager.findOneBy(UserEntity, where);
  if (user === null) throw new KancaError('not_found', `No user has the id ${id}.`);
  return user;
}
