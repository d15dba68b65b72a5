import { Subscriptions, type SubscriptionWithSecret } from '@kanca/sender';
import { Body, Controller, Post } from '@nestjs/common';

@Controller('subscribers')
export class SubscribersController {
  constructor(private readonly subscriptions: Subscriptions) {}

  /** The answer holds the secret that the subscriber verifies our signatures with. It is shown this one time. */
  @Post()
  subscribe(@Body() { uri }: { readonly uri: string }): Promise<SubscriptionWithSecret> {
    return this.subscriptions.create('default', { uri, filters: ['order.*'] });
  }
}
