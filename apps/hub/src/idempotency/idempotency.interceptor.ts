import { createHash } from 'node:crypto';
import { KancaError, Observer } from '@kanca/core';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { bearerKey } from '../http/bearer-key.js';
import { CALLER } from '../http/key.guard.js';
import { OPERATION, type OperationInfo } from '../http/operation.decorator.js';
import type { Caller } from '../keys/caller.js';
import { IdempotentRequests, type KeyedRequest } from './idempotent-requests.js';

const KEY = /^[\x21-\x7e]{1,256}$/;
const FORGET_EVERY_MS = 600_000;

/** Makes a POST that is sent again with its `Idempotency-Key` do nothing and answer as it did the first time, with `idempotency-replayed: true`. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor, OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reflector: Reflector,
    private readonly requests: IdempotentRequests,
    private readonly observer: Observer,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.requests.forgetOld().catch((error: unknown) => {
        this.observer.faulted('forgetting old requests', error);
      });
    }, FORGET_EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const operation = this.reflector.get<OperationInfo | undefined>(OPERATION, context.getHandler());
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || request.method !== 'POST' || !isKept(operation)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.once(keyedRequest(key, request), operation.status ?? 200, reply, next));
  }

  /** @param status of a success, as its operation says */
  private async once(keyed: KeyedRequest, status: number, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const before = await this.requests.begin(keyed);
    if (before !== null) {
      void reply.status(before.status).header('idempotency-replayed', 'true');
      return before.body;
    }
    const body: unknown = await this.work(keyed, next);
    // After its deadline the call was answered with 503, and its work has succeeded all the same.
    await this.requests.finish(keyed, { status: reply.sent ? status : reply.statusCode, body });
    return body;
  }

  private async work(keyed: KeyedRequest, next: CallHandler): Promise<unknown> {
    try {
      return await lastValueFrom(next.handle());
    } catch (error) {
      await this.requests.forget(keyed);
      throw error;
    }
  }
}

/** Without an API key nobody is told from others; and some operations have a way of their own. */
function isKept(operation: OperationInfo | undefined): operation is OperationInfo {
  return operation !== undefined && operation.scope !== null && operation.hasOwnIdempotency !== true;
}

function keyedRequest(key: string, request: FastifyRequest & { [CALLER]?: Caller }): KeyedRequest {
  const { method, url, body, headers } = request;
  if (!KEY.test(key))
    throw new KancaError('invalid_request', 'Idempotency-Key: expected 1 to 256 visible characters of ASCII.', {
      problems: [{ field: 'Idempotency-Key', problem: 'is no key' }],
    });
  return {
    key,
    caller: sha256(bearerKey(headers.authorization) ?? `session of ${request[CALLER]?.actor.id ?? ''}`),
    request: sha256(`${method} ${url}\n${JSON.stringify(body ?? null)}`),
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
