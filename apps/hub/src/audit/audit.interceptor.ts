import { KancaError, Observer } from '@kanca/core';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { callerOf } from '../http/caller.decorator.js';
import { OPERATION, type OperationInfo } from '../http/operation.decorator.js';
import { RequestOrigins } from '../http/request-origin.js';
import { AuditLog } from './audit-log.js';
import type { AuditEntry } from './audit-record.js';
import { actionOf, resourceOf, type AuditedResource } from './resource-of.js';
import { shownInAudit } from './shown-in-audit.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Scopes of calls that bring and take events: those are in the log of events. */
const OF_EVENTS = new Set<OperationInfo['scope']>(['publish', 'consume', null]);

/**
 * Writes down each change before it is made, and how it ended. What the resource was and became is asked of the API itself, as the caller sees it: no
 * answer shows a secret twice. A change that cannot be written down is not made.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly log: AuditLog,
    private readonly observer: Observer,
    private readonly adapter: HttpAdapterHost,
    private readonly origins: RequestOrigins,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    if (operation?.signsIn === true) return from(this.signedIn(request, operation, next));
    if (operation === undefined || READING.has(request.method) || OF_EVENTS.has(operation.scope)) return next.handle();
    return from(this.audited(context, request, next));
  }

  private async audited(context: ExecutionContext, request: FastifyRequest, next: CallHandler): Promise<unknown> {
    const { actor, tenant: own } = callerOf(context);
    const pattern = request.routeOptions.url ?? request.url;
    const resource = resourceOf(request.url, pattern);
    const before = resource.isCollection ? undefined : await this.look(request, resource.path);
    const entry: AuditEntry = {
      begunBy: null,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      // A key of one tenant writes into the audit of its own, whatever tenant its request names.
      tenant: own ?? tenantOf(before) ?? tenantOf(request.body),
      address: this.origins.of(request).address,
      requestId: request.id,
      action: actionOf(request.method, pattern),
      resource: resource.path,
      status: null,
      before: shownInAudit(before),
      after: null,
    };
    const begunBy = await this.log.add(entry);
    try {
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const { statusCode: status } = context.switchToHttp().getResponse<FastifyReply>();
      await this.end({ ...entry, begunBy, status }, await this.outcome(request, resource, answer));
      return answer;
    } catch (error) {
      await this.end({ ...entry, begunBy, status: error instanceof KancaError ? error.status : 500 }, undefined);
      throw error;
    }
  }

  /** Who signed in is known afterwards. Attempts that failed are not written down: strangers could fill the audit with them. */
  private async signedIn(request: FastifyRequest, operation: OperationInfo, next: CallHandler): Promise<unknown> {
    const answer: unknown = await lastValueFrom(next.handle());
    const actor = memberOf(answer, 'actor');
    const pattern = request.routeOptions.url ?? request.url;
    const entry: AuditEntry = {
      begunBy: null,
      actorKind: textOf(actor, 'kind'),
      actorId: textOf(actor, 'id'),
      actorName: textOf(actor, 'name'),
      tenant: tenantOf(answer),
      address: this.origins.of(request).address,
      requestId: request.id,
      action: actionOf(request.method, pattern),
      resource: `/sessions/${idOf(answer) ?? ''}`,
      status: null,
      before: null,
      after: null,
    };
    const begunBy = await this.log.add(entry);
    await this.end({ ...entry, begunBy, status: operation.status ?? 200 }, answer);
    return answer;
  }

  /** The change has been made, or was refused: that it cannot be written down any more changes neither. */
  private async end(entry: AuditEntry, after: unknown): Promise<void> {
    try {
      await this.log.add({ ...entry, before: null, after: shownInAudit(after) });
    } catch (error) {
      this.observer.faulted(`writing down the end of ${entry.action} by ${entry.actorId}`, error);
    }
  }

  /** What the resource is now; of something new, what was made. */
  private async outcome(request: FastifyRequest, resource: AuditedResource, answer: unknown): Promise<unknown> {
    if (request.method === 'DELETE' && !resource.isCollection) return undefined;
    const id = resource.isCollection ? idOf(answer) : undefined;
    if (resource.isCollection && id === undefined) return answer;
    return (await this.look(request, id === undefined ? resource.path : `${resource.collection}/${id}`)) ?? answer;
  }

  /** The resource as the caller may see it; undefined when it is not there, or is not shown one by one. */
  private async look(request: FastifyRequest, path: string): Promise<unknown> {
    const { authorization, cookie, 'x-forwarded-proto': scheme } = request.headers;
    try {
      const answer = await this.adapter.httpAdapter.getInstance<FastifyInstance>().inject({
        method: 'GET',
        url: `/api/v1${path}`,
        remoteAddress: request.socket.remoteAddress ?? '',
        headers: {
          ...(authorization === undefined ? {} : { authorization }),
          ...(cookie === undefined ? {} : { cookie }),
          // The name of the cookie depends on it.
          ...(scheme === undefined ? {} : { 'x-forwarded-proto': scheme }),
        },
      });
      return answer.statusCode === 200 ? answer.json<unknown>() : undefined;
    } catch (error) {
      this.observer.faulted(`looking at ${path} for the audit`, error);
      return undefined;
    }
  }
}

function tenantOf(value: unknown): string | null {
  const tenant = memberOf(value, 'tenant');
  return typeof tenant === 'string' ? tenant : null;
}

function textOf(value: unknown, name: string): string {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : '';
}

function idOf(value: unknown): string | undefined {
  const id = memberOf(value, 'id');
  return typeof id === 'string' ? id : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
