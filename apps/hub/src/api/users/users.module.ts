import { Module } from '@nestjs/common';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { UsersModule } from '../../users/users.module.js';
import { UsersController } from './users.controller.js';

/** The people who sign in. */
@Module({ imports: [UsersModule, SessionsModule], controllers: [UsersController] })
export class UsersApiModule {}
