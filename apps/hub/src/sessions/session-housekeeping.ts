import { Observer } from '@kanca/core';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Welcome } from '../users/welcome.js';
import { Sessions } from './sessions.js';
import { SignInLimits } from './sign-in-limits.js';

const EVERY_MS = 600_000;

/** Removes sessions that are over, old tries and old invitations. Each hub may do it: the statements take what the others left. */
@Injectable()
export class SessionHousekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly limits: SignInLimits,
    private readonly welcome: Welcome,
    private readonly observer: Observer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.tidy().catch((error: unknown) => {
        this.observer.faulted('removing sessions that are over', error);
      });
    }, EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async tidy(): Promise<void> {
    await this.sessions.forgetEnded();
    await this.limits.forgetOld();
    await this.welcome.forgetOld();
  }
}
