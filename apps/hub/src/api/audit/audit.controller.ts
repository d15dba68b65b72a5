import { Readable } from 'node:stream';
import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AuditLog, type AuditedChange, type AuditVerdict } from '../../audit/audit-log.js';
import type { AuditRecord } from '../../audit/audit-record.js';
import { pageOf } from '../../dto/page.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { LOOKS_AT_MANY_MS, Operation } from '../../http/operation.decorator.js';
import { AuditedChangeView, AuditQuery, AuditVerdictView } from './audit.dto.js';

const TAG = 'Audit';

@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Operation({
    summary: 'List changes, newest first: who made them, from where, what was before and what is after',
    tag: TAG,
    scope: 'admin',
    query: AuditQuery,
    response: pageOf(AuditedChangeView),
  })
  async list(@Query() { limit, ...filter }: AuditQuery, @CallerTenancy() tenancy: Tenancy): Promise<object> {
    const { data, nextCursor } = await this.log.list({ ...filter, limit, tenant: tenancy.visible });
    return { data: data.map(viewOf), nextCursor };
  }

  @Get('export')
  @Operation({
    summary: 'All records as JSON lines, oldest first, with the hashes that chain them',
    tag: TAG,
    scope: 'admin',
    mediaType: 'application/x-ndjson',
    deadlineMs: null,
  })
  export(@CallerTenancy() tenancy: Tenancy, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    void reply.header('content-disposition', 'attachment; filename="kanca-audit.jsonl"');
    return new StreamableFile(Readable.from(linesOf(this.log.records(tenancy.visible))), {
      type: 'application/x-ndjson',
    });
  }

  @Get('verify')
  @Operation({
    summary: 'Look whether a record was changed, removed or added by somebody else',
    tag: TAG,
    scope: 'admin',
    response: AuditVerdictView,
    deadlineMs: LOOKS_AT_MANY_MS,
  })
  verify(@CallerTenancy() tenancy: Tenancy): Promise<AuditVerdict> {
    tenancy.assertUnbound();
    return this.log.verify();
  }
}

async function* linesOf(batches: AsyncIterable<readonly AuditRecord[]>): AsyncGenerator<string> {
  for await (const batch of batches)
    yield batch
      .map(({ previous, hash, ...record }) => {
        const hashes = { previous: previous.toString('hex'), hash: hash.toString('hex') };
        return `${JSON.stringify({ ...record, ...hashes })}\n`;
      })
      .join('');
}

function viewOf(change: AuditedChange): object {
  const {
    actorKind: kind,
    actorId: id,
    actorName: name,
    before,
    after,
    hash,
    previous: _,
    begunBy: __,
    ...rest
  } = change;
  return {
    ...rest,
    actor: { kind, id, name },
    before: parsed(before),
    after: parsed(after),
    hash: hash.toString('hex'),
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
