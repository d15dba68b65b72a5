import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toId } from '@kanca/core';
import { isOutdated, readPasswordHash } from './password-hash.js';
import { PasswordHasher } from './password-hasher.js';
import { UserEntity } from './user.entity.js';

/** Tells whether a password is a user's. */
@Injectable()
export class Credentials {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * The id of the user with this address and password. null, after the same time, for a wrong password, an address that nobody has, a user without a password and
   * a user who is disabled.
   * @param eMail folded
   */
  async check(eMail: string, password: string): Promise<string | null> {
    const users = this.dataSource.getRepository(UserEntity);
    const user = await users.findOneBy({ email: eMail });
    const isRight = await this.hasher.matches(password, user?.passwordHash ?? null);
    if (user === null || !isRight || user.disabled) return null;
    await this.renew(user, password);
    return toId('usr', user.id);
  }

  async noteSignIn(id: string, at: Date): Promise<void> {
    await this.dataSource.getRepository(UserEntity).update({ id }, { lastSignInAt: at });
  }

  /** Hashes with the work of today; not where the password was changed meanwhile. */
  private async renew({ id, passwordHash }: UserEntity, password: string): Promise<void> {
    const known = passwordHash === null ? null : readPasswordHash(passwordHash);
    if (passwordHash === null || known === null || !isOutdated(known)) return;
    await this.dataSource
      .getRepository(UserEntity)
      .update({ id, passwordHash }, { passwordHash: await this.hasher.hash(password) });
  }
}
