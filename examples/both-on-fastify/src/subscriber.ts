import { KeyedSubscriptions } from '@kanca/sender';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { required } from './environment.js';

/** Somebody who wants to hear of every push, too. */
@Injectable()
export class Subscriber implements OnApplicationBootstrap {
  constructor(private readonly subscriptions: KeyedSubscriptions) {}

  /** Known by its key: a restart changes it, and never makes a second one. */
  async onApplicationBootstrap(): Promise<void> {
    await this.subscriptions.put('default', {
      key: 'chronicle',
      uri: required('SUBSCRIBER_URL'),
      secret: required('SUBSCRIBER_SECRET'),
      filters: ['github.push'],
    });
  }
}
