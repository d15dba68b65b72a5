import { Module } from '@nestjs/common';
import { KeysModule } from '../../keys/keys.module.js';
import { KeysController } from './keys.controller.js';
import { WhoamiController } from './whoami.controller.js';

/** API keys, and what the calling key may do. */
@Module({ imports: [KeysModule], controllers: [KeysController, WhoamiController] })
export class KeysApiModule {}
