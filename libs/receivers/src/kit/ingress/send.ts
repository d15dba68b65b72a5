import { problemHeaders, problemOf, PROBLEM_MEDIA_TYPE } from '@kanca/core';
import { BodyTimeout } from './interruption.js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '../receiver-definition.js';

const LINGER_MS = 5_000;
/** What is our fault is worth another try. */
const RETRY_AFTER_SECONDS = '5';

/** Writes a whole answer. A client that is gone by now is not an error. */
export function send(response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const { status, contentType, headers, body = '' } = answer;
  const raw: string[] = [];
  if (contentType !== undefined) raw.push('content-type', contentType);
  if (status !== 204) raw.push('content-length', String(Buffer.byteLength(body)));
  if (headers !== undefined) for (const [name, value] of Object.entries(headers)) raw.push(name, value);
  response.writeHead(status, raw);
  response.end(body);
}

/** The problem document for anything that was thrown. */
export function problemAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof BodyTimeout) return timeoutAnswer(error, requestId);
  const problem = problemOf(error, requestId);
  const { 'content-type': contentType = PROBLEM_MEDIA_TYPE, ...headers } = problemHeaders(error);
  if (problem.status >= 500) headers['retry-after'] ??= RETRY_AFTER_SECONDS;
  return { status: problem.status, contentType, headers, body: JSON.stringify(problem) };
}

/** Lets a client finish sending what nobody reads, so that it comes to read the answer; but not for ever. */
export function discardRest(message: IncomingMessage): void {
  if (message.complete || message.destroyed) return;
  const timer = setTimeout(() => {
    message.destroy();
  }, LINGER_MS).unref();
  message.once('close', () => {
    clearTimeout(timer);
  });
  message.resume();
}

function timeoutAnswer(error: BodyTimeout, requestId: string): Answer {
  const problem = {
    type: 'urn:kanca:problem:request_timeout',
    title: 'The request took too long',
    status: 408,
    detail: error.message,
    code: 'request_timeout',
    requestId,
  };
  return {
    status: problem.status,
    contentType: PROBLEM_MEDIA_TYPE,
    headers: { connection: 'close', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
}
