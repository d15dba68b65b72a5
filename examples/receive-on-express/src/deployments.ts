import type { EventOf } from '@kanca/core';
import { OnWebhook } from '@kanca/handlers';
import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class Deployments {
  private readonly logger = new Logger(Deployments.name);

  /** Called for each push that was verified and stored. When it throws, it is called again later. */
  @OnWebhook('github', 'push')
  deploy(event: EventOf<'github', 'push'>): void {
    this.logger.log(`deploying ${event.data.repository.full_name} at ${event.data.after}`);
  }
}
