import type { Page } from '@kanca/dispatch/operator';
import { EventTypes, type EventType } from '@kanca/sender';
import { EVERY_TENANT, type BreakingChange } from '@kanca/sender/management';
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { IfMatch } from '../../http/versions.js';
import { Operation } from '../../http/operation.decorator.js';
import {
  CreateEventType,
  EventTypeListQuery,
  EventTypeQuery,
  EventTypeView,
  PutEventType,
  PutEventTypeAnswer,
  PutEventTypeQuery,
} from './event-type.dto.js';
import { pageOf } from '../../dto/page.js';

const TAG = 'Event types';

@Controller('api/v1/event-types')
export class EventTypesController {
  constructor(private readonly eventTypes: EventTypes) {}

  @Get()
  @Operation({
    summary: 'List event types by name: what there is to subscribe to',
    tag: TAG,
    scope: 'read',
    query: EventTypeListQuery,
    response: pageOf(EventTypeView),
  })
  list(@Query() page: EventTypeListQuery, @CallerTenancy() tenancy: Tenancy): Promise<Page<EventType>> {
    return this.eventTypes.list(tenancy.visible, page);
  }

  @Post()
  @Operation({
    summary: 'Add an event type',
    tag: TAG,
    scope: 'manage',
    status: 201,
    body: CreateEventType,
    response: EventTypeView,
  })
  create(@Body() { name, tenant, ...input }: CreateEventType, @CallerTenancy() tenancy: Tenancy): Promise<EventType> {
    return this.eventTypes.create(ownerOf(tenant, tenancy), name, input);
  }

  @Get(':name')
  @Operation({
    summary: 'Show an event type',
    tag: TAG,
    scope: 'read',
    query: EventTypeQuery,
    response: EventTypeView,
    versioned: true,
  })
  get(
    @Param('name') name: string,
    @Query() { tenant }: EventTypeQuery,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<EventType> {
    return this.eventTypes.get(tenant === EVERY_TENANT ? EVERY_TENANT : tenancy.choose(tenant), name);
  }

  @Put(':name')
  @Operation({
    summary:
      'Make an event type be what is given; 201 when it is new, 409 when the change of its schema breaks somebody',
    tag: TAG,
    scope: 'manage',
    query: PutEventTypeQuery,
    body: PutEventType,
    response: PutEventTypeAnswer,
    versioned: true,
  })
  async put(
    @Param('name') name: string,
    @Query() { force }: PutEventTypeQuery,
    @Body() { tenant, ...input }: PutEventType,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventType & { breaking: readonly BreakingChange[] }> {
    const options = { force: force === true, expected };
    const { eventType, isNew, breaking } = await this.eventTypes.put(ownerOf(tenant, tenancy), name, input, options);
    void reply.status(isNew ? 201 : 200);
    return { ...eventType, breaking };
  }

  @Delete(':name')
  @Operation({
    summary: 'Remove an event type; its events can be published as before, and nobody looks at their data',
    tag: TAG,
    scope: 'manage',
    status: 204,
    query: EventTypeQuery,
    versioned: true,
  })
  remove(
    @Param('name') name: string,
    @Query() { tenant }: EventTypeQuery,
    @IfMatch() expected: Date | undefined,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<void> {
    return this.eventTypes.remove(ownerOf(tenant, tenancy), name, expected);
  }
}

/** Who a written event type belongs to. What is every tenant's is for keys that are bound to none. */
function ownerOf(wanted: string | undefined, tenancy: Tenancy): string {
  if (wanted !== EVERY_TENANT) return tenancy.choose(wanted);
  tenancy.assertUnbound();
  return EVERY_TENANT;
}
