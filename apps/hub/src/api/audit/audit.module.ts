import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { AuditController } from './audit.controller.js';

/** Who changed what. */
@Module({ imports: [AuditModule], controllers: [AuditController] })
export class AuditApiModule {}
