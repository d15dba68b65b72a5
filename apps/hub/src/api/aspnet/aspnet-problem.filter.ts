import { KancaError, Observer, problemHeaders, problemOf } from '@kanca/core';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Errors for clients of ASP.NET WebHooks: `Message` is what those read, and the rest is the problem document that everybody else gets. What
 * a caller sent that will not do is 400 there, whatever it is.
 */
@Catch(KancaError)
export class AspnetProblemFilter implements ExceptionFilter {
  constructor(private readonly observer: Observer) {}

  catch(error: KancaError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    const isWrite = request.method === 'POST' || request.method === 'PUT';
    const status = isWrite && error.status === 422 ? 400 : error.status;
    const message =
      isWrite && status === 400 ? `Could not register WebHook due to error: ${problem.detail}` : problem.detail;
    if (status >= 500)
      this.observer.noted('a registration failed', { code: error.code, requestId: request.id }, 'warn');
    void reply
      .status(status)
      .headers({ ...problemHeaders(error), 'content-type': JSON_TYPE })
      .send(JSON.stringify({ Message: message, ...problem, status }));
  }
}
