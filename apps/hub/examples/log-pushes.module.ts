import type { EventOf } from '@kanca/core';
import { OnWebhook, type HandlerContext } from '@kanca/handlers';
import '@kanca/receivers/github';
import { Injectable, Module } from '@nestjs/common';

/** Hears of every push to a repository, whichever GitHub source it came from. */
@Injectable()
class LogPushes {
  @OnWebhook('github', 'push')
  log(event: EventOf<'github', 'push'>, { logger, attempt }: HandlerContext): void {
    const { repository, ref, commits } = event.data;
    logger.info(`push to ${repository.full_name}`, { ref, commits: commits.length, attempt });
  }
}

@Module({ providers: [LogPushes] })
export default class LogPushesModule {}
