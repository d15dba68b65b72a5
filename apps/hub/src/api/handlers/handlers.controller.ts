import { KancaError, toId } from '@kanca/core';
import { ConsumerCatalogue, type Consumer } from '@kanca/dispatch';
import { HeldDeliveries, type Backlog } from '@kanca/dispatch/operator';
import { HandlerRegistration } from '@kanca/handlers';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { HandlerView, ResumedHandler } from './handler.dto.js';
import { Resume } from './resume.dto.js';
import { wholePageOf } from '../../dto/page.js';

const TAG = 'Handlers';

@Controller('api/v1/handlers')
export class HandlersController {
  constructor(
    private readonly catalogue: ConsumerCatalogue,
    private readonly registration: HandlerRegistration,
    private readonly hold: HeldDeliveries,
  ) {}

  @Get()
  @Operation({
    summary: 'List handlers: none for a key that is bound to a tenant, since they are the whole hub’s',
    tag: TAG,
    scope: 'read',
    response: wholePageOf(HandlerView),
  })
  async list(@CallerTenancy() { own }: Tenancy): Promise<{ data: HandlerView[]; nextCursor: null }> {
    const handlers = own === null ? await this.catalogue.list('handler') : [];
    return { data: handlers.map((handler) => this.view(handler)), nextCursor: null };
  }

  @Post(':name/pause')
  @Operation({ summary: 'Hold its deliveries', tag: TAG, scope: 'manage', response: HandlerView })
  pause(@Param('name') name: string, @CallerTenancy() tenancy: Tenancy): Promise<HandlerView> {
    tenancy.assertUnbound();
    return this.setState(name, 'paused');
  }

  @Post(':name/resume')
  @Operation({
    summary: 'Let held deliveries run: all of them, or the newest only; at a rate, if that is wanted',
    tag: TAG,
    scope: 'manage',
    body: Resume,
    response: ResumedHandler,
  })
  async resume(
    @Param('name') name: string,
    @Body() options: Resume,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<HandlerView & { backlog: Backlog }> {
    tenancy.assertUnbound();
    const { id } = await this.find(name);
    const { active, backlog } = await this.hold.release(id, options, () => this.setState(name, 'active'));
    return { ...active, backlog };
  }

  @Delete(':name')
  @Operation({
    summary: 'Forget a handler whose code is gone, and cancel what it has waiting',
    tag: TAG,
    scope: 'manage',
    status: 204,
  })
  async remove(@Param('name') name: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    tenancy.assertUnbound();
    const handler = await this.find(name);
    if (this.hasCode(handler))
      throw new KancaError(
        'conflict',
        `The code of ${handler.name} is running here: pause it, or remove the code first.`,
      );
    await this.catalogue.remove(handler.id);
  }

  private async setState(name: string, state: 'active' | 'paused'): Promise<HandlerView> {
    const handler = await this.find(name);
    await this.catalogue.setState(handler.id, state);
    return this.view({ ...handler, state });
  }

  /** By name or by id. */
  private async find(name: string): Promise<Consumer> {
    const handlers = await this.catalogue.list('handler');
    const found = handlers.find((handler) => handler.name === name || toId('hdl', handler.id) === name);
    if (found === undefined)
      throw new KancaError('not_found', `No handler is called ${JSON.stringify(name.slice(0, 100))}.`);
    return found;
  }

  private hasCode(handler: Consumer): boolean {
    return this.registration.handlers().some(({ id }) => id === handler.id);
  }

  private view(handler: Consumer): HandlerView {
    return {
      id: toId('hdl', handler.id),
      name: handler.name,
      filters: [...handler.filters],
      // A handler has no endpoint that could be verified.
      state: handler.state === 'unverified' ? 'paused' : handler.state,
      concurrency: handler.concurrency,
      timeoutMs: handler.timeoutMs,
      reply: handler.reply,
      where: handler.where,
      order: handler.order,
      orderBy: handler.orderBy,
      onPoison: handler.onPoison,
      hasCode: this.hasCode(handler),
    };
  }
}
