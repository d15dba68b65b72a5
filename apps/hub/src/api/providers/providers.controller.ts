import { didYouMean, KancaError } from '@kanca/core';
import { ReceiverRegistry, type ReceiverDefinition } from '@kanca/receivers';
import { Controller, Get, Param } from '@nestjs/common';
import { Operation } from '../../http/operation.decorator.js';
import { ProviderDetail, ProviderView } from './provider.dto.js';
import { wholePageOf } from '../../dto/page.js';

const TAG = 'Providers';

@Controller('api/v1/providers')
export class ProvidersController {
  constructor(private readonly receivers: ReceiverRegistry) {}

  @Get()
  @Operation({
    summary: 'List the providers whose webhooks are understood',
    tag: TAG,
    scope: 'read',
    response: wholePageOf(ProviderView),
  })
  list(): { data: ProviderView[]; nextCursor: null } {
    return { data: this.receivers.all().map(viewOf), nextCursor: null };
  }

  @Get(':name')
  @Operation({
    summary: 'Show a provider with its sample payloads',
    tag: TAG,
    scope: 'read',
    response: ProviderDetail,
  })
  get(@Param('name') name: string): ProviderView & { payloads: Record<string, unknown> } {
    const receiver = this.receivers.find(name);
    if (receiver === undefined) {
      const names = this.receivers.all().map((known) => known.name);
      const hint = didYouMean(name, names) || 'GET /api/v1/providers lists the names there are.';
      throw new KancaError('not_found', `There is no provider ${JSON.stringify(name.slice(0, 64))}: ${hint}`);
    }
    const payloads = Object.entries(receiver.samples).map(([event, sample]) => [event, sample.body] as const);
    return { ...viewOf(receiver), payloads: Object.fromEntries(payloads) };
  }
}

function viewOf(receiver: ReceiverDefinition): ProviderView {
  return {
    name: receiver.name,
    title: receiver.title,
    docs: receiver.docs,
    assurance: receiver.assurance,
    unsigned: [...receiver.unsignedOf({})],
    setup: [...receiver.setup],
    secret: receiver.secret === null ? null : { ...receiver.secret },
    options: [...receiver.options],
    methods: [...receiver.methods],
    samples: Object.keys(receiver.samples),
  };
}
