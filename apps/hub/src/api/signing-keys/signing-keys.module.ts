import { Module } from '@nestjs/common';
import { SigningKeysController } from './signing-keys.controller.js';

/** The public keys that verify `v1a` signatures. */
@Module({ controllers: [SigningKeysController] })
export class SigningKeysApiModule {}
