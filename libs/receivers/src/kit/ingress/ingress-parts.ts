import { Clock, Observer, Randomness } from '@kanca/core';
import { EventLog, ReplyDesk } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { RemoteDocuments } from '../documents/remote-documents.js';
import { ReceiverRegistry } from '../receiver-registry.js';
import { KnownNetworks } from '../rejections/known-networks.js';
import { RejectionLog } from '../rejections/rejection-log.js';
import { SourceActivity } from '../sources/activity/source-activity.js';
import { SourceDirectory } from '../sources/source-directory.js';
import { Sources } from '../sources/sources.js';
import type { IngressParts } from './ingress.js';

/** The parts of the ingress in a Nest application. Tests put the parts together by hand. */
@Injectable()
export class InjectedIngressParts implements IngressParts {
  readonly keepSecret: IngressParts['keepSecret'];

  constructor(
    readonly receivers: ReceiverRegistry,
    readonly sources: SourceDirectory,
    readonly log: EventLog,
    readonly replies: ReplyDesk,
    readonly rejections: RejectionLog,
    readonly observer: Observer,
    readonly clock: Clock,
    readonly randomness: Randomness,
    readonly documents: RemoteDocuments,
    readonly activity: SourceActivity,
    readonly networks: KnownNetworks,
    keeper: Sources,
  ) {
    this.keepSecret = keeper.acceptSecret.bind(keeper);
  }
}
