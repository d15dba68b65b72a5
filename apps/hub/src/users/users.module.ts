import { Module } from '@nestjs/common';
import { Credentials } from './credentials.js';
import { PasswordHasher } from './password-hasher.js';
import { Users } from './users.js';
import { Welcome } from './welcome.js';

/** The people who sign in. */
@Module({ providers: [PasswordHasher, Credentials, Users, Welcome], exports: [Credentials, Users, Welcome] })
export class UsersModule {}
