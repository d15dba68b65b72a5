import { Module } from '@nestjs/common';
import { HttpModule } from '../../http/http.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsController } from './sessions.controller.js';

/** Signing in and out. */
@Module({
  imports: [HttpModule, SessionsModule, UsersModule],
  controllers: [AuthController, SessionsController],
  providers: [SessionCookies],
})
export class SessionsApiModule {}
