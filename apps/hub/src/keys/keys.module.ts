import { Module } from '@nestjs/common';
import { ApiKeys } from './api-keys.js';

/** The API keys. */
@Module({ providers: [ApiKeys], exports: [ApiKeys] })
export class KeysModule {}
