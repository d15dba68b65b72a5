import { traceFrom } from '@kanca/core';
import { NodeRequest } from './node-request.js';
import type { Randomness } from '@kanca/core';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { Source } from '../sources/source.js';
import type { TestProof } from '../verify/test-proof.js';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Whom a request is for. */
export interface Target {
  readonly source: Source;
  readonly receiver: ReceiverDefinition;
}

/** One request on its way through the ingress. */
export class Visit {
  readonly request: NodeRequest;
  /** The caller's own when it is fit for a log line, else the id of its trace. */
  readonly requestId: string;
  readonly traceparent: string;
  /** Undefined until the source is found. */
  target: Target | undefined;
  /** The address that sent it; undefined until it is asked for. Kept, because a socket forgets its peer when that is gone. */
  sender: string | undefined;
  // A stopwatch and not a clock: it only ever becomes a number in a metric.
  private readonly startedAt = performance.now();

  constructor(
    readonly message: IncomingMessage,
    readonly response: ServerResponse,
    randomness: Randomness,
    /** Only of a test call that the hub makes to itself. */
    readonly proof?: TestProof,
  ) {
    this.request = new NodeRequest(message);
    this.traceparent = traceFrom(this.request.headers['traceparent'], randomness);
    const given = this.request.headers['x-request-id'];
    this.requestId = given !== undefined && REQUEST_ID.test(given) ? given : this.traceparent.slice(3, 35);
  }

  elapsedMs(): number {
    return performance.now() - this.startedAt;
  }
}
