import { Module } from '@nestjs/common';
import { FormatRegistry } from './format-registry.js';

/** Where the modules of formats and the sender meet: one registry for each application. */
@Module({ providers: [FormatRegistry], exports: [FormatRegistry] })
export class FormatRegistryModule {}
