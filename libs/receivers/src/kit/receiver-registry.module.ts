import { Module } from '@nestjs/common';
import { ReceiverRegistry } from './receiver-registry.js';

/** Where the modules of receivers and the ingress meet: one registry for each application. */
@Module({ providers: [ReceiverRegistry], exports: [ReceiverRegistry] })
export class ReceiverRegistryModule {}
