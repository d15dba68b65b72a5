import { Publisher, type PublishReceipt } from '@kanca/dispatch';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';

interface Order {
  readonly number: string;
  readonly total: number;
}

@Controller('orders')
export class OrdersController {
  constructor(private readonly publisher: Publisher) {}

  /** The event and its deliveries are stored when this answers; subscribers are called afterwards. */
  @Post()
  @HttpCode(202)
  place(@Body() order: Order): Promise<PublishReceipt> {
    return this.publisher.publish({ tenant: 'default', type: 'order.placed', id: order.number, data: order });
  }
}
