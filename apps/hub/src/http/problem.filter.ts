import { KancaError, Observer, problemHeaders, problemOf, type ErrorCode } from '@kanca/core';
import { isUnavailable, whyUnavailable } from '@kanca/database';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notJson } from './not-json.js';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'unavailable',
};

/** Turns every error into a problem document. Only a `KancaError` is shown; all others are logged, and the answer is a plain 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly observer: Observer) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const error = asKancaError(thrown);
    if (!(error instanceof KancaError))
      this.observer.faulted(`${request.method} ${request.url.split('?')[0] ?? ''}`, thrown);
    const problem = problemOf(error, request.id);
    // A stream may have begun to answer already.
    if (reply.sent) return;
    void reply.status(problem.status).headers(problemHeaders(error)).send(JSON.stringify(problem));
  }
}

function asKancaError(thrown: unknown): unknown {
  if (thrown instanceof KancaError) return thrown;
  if (isUnavailable(thrown))
    return new KancaError('unavailable', whyUnavailable(thrown).sentence, { cause: thrown, retryAfterSeconds: 5 });
  if (isUnstorable(thrown))
    return new KancaError('invalid_request', 'A value cannot be stored: it has a NUL or half of a character in it.', {
      cause: thrown,
    });
  const status = statusOf(thrown);
  const code = status === undefined ? undefined : CODE_BY_STATUS[status];
  if (code === undefined) return thrown;
  if (code === 'unsupported_media_type') return notJson(thrown);
  return new KancaError(code, thrown instanceof Error ? thrown.message : 'The request is not valid.', {
    cause: thrown,
  });
}

/** Nest's exceptions and Fastify's own errors (malformed JSON, too large, ...) both know their status. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number')
    return thrown.statusCode;
  return undefined;
}

/** PostgreSQL's codes for text that is none and values of another type. A net: the schemas should have caught it. */
function isUnstorable(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && ['22021', '22P02', '22P05'].includes(String(thrown.code));
}
