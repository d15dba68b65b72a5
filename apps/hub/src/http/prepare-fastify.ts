import { KancaError, parseExactJson, problemHeaders, problemOf, writeExactJson } from '@kanca/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { assertFewValues } from './assert-few-values.js';
import { assertNotDeep } from './assert-storable.js';
import { plainButData } from './plain-but-data.js';
import { Callers } from './callers.js';
import { notSignedIn } from './key.guard.js';
import { notJson } from './not-json.js';

/** Where a key is asked for before a body is read. */
const GUARDED = ['/api/v1/', '/api/webhooks/registrations'];
/** What has a body and begins a session, so that there is none yet: more than a key or a password nobody needs to send. */
const SIGN_IN = ['/api/v1/sessions', '/api/v1/welcome'];
const MAX_SIGN_IN_BYTES = 8_192;

/** By the route that was found, however its URL was written: in capitals, or with letters encoded. */
function isGuarded({ routeOptions, url }: FastifyRequest): boolean {
  const asked = (routeOptions.url ?? url).toLowerCase();
  return GUARDED.some((path) => asked.startsWith(path));
}

function isSignIn({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && SIGN_IN.includes(routeOptions.url?.toLowerCase() ?? '');
}

/** Where the data of events comes in, which keeps the digits of its numbers. */
function isPublishing({ routeOptions }: FastifyRequest): boolean {
  return /^\/api\/v1\/events(?:\/batch)?$/i.test(routeOptions.url ?? '');
}

/**
 * What holds for every request before Nest sees it: no body is read for somebody without a key, an empty body is no body, and
 * answers are for the one who asked.
 */
export function prepareFastify(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();

  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
    if (!hasBody || !isGuarded(request)) return;
    try {
      if (isSignIn(request)) assertShort(length);
      else if ((await app.get(Callers, { strict: false }).of(request)) === null) throw notSignedIn();
    } catch (error) {
      if (!(error instanceof KancaError)) throw error;
      // The connection ends with the answer, so that the body that follows is not even read to be thrown away.
      await answerProblem(error, request, reply.header('connection', 'close'));
    }
  });

  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  // The body of a call is JSON; the caller that confirms a subscription may send any text.
  fastify.addContentTypeParser('text/plain', { parseAs: 'string' }, (request, text, done) => {
    done(text.length > 0 && isGuarded(request) ? notJson() : null, undefined);
  });
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      const json = text.toString();
      const hasData = isPublishing(request);
      assertFewValues(json, hasData);
      const body: unknown = hasData ? parseExactJson(json) : JSON.parse(json);
      assertNotDeep(body);
      done(null, hasData ? plainButData(body) : body);
    } catch (error) {
      if (error instanceof KancaError) done(error);
      else
        done(
          new KancaError(
            'malformed_body',
            `The body is not JSON (${error instanceof Error ? error.message.slice(0, 100) : ''}).`,
          ),
        );
    }
  });

  // An event is shown with the digits that its sender wrote.
  fastify.setReplySerializer((answer) => writeExactJson(answer));

  fastify.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

function assertShort(length: string | undefined): void {
  if (length === undefined || !(Number(length) <= MAX_SIGN_IN_BYTES))
    throw new KancaError(
      'body_too_large',
      `To sign in takes a body with a Content-Length of at most ${String(MAX_SIGN_IN_BYTES)} bytes.`,
    );
}

/** For errors that happen before there is a route: a URL that cannot be decoded, and the like. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void answerProblem(new KancaError('invalid_request', `The request cannot be read (${error.code}).`), request, reply);
}

function answerProblem(error: KancaError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .status(error.status)
    .headers(problemHeaders(error))
    .send(JSON.stringify(problemOf(error, request.id)));
}
