import { Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.js';
import { UsersModule } from '../users/users.module.js';
import { SessionHousekeeping } from './session-housekeeping.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignInLimits } from './sign-in-limits.js';

/** Who is signed in, and how one signs in. */
@Module({
  imports: [KeysModule, UsersModule],
  providers: [Sessions, SignIn, SignInLimits, SessionHousekeeping],
  exports: [Sessions, SignIn, SignInLimits],
})
export class SessionsModule {}
