import type { FastifyReply } from 'fastify';

/** Aborted when the connection closes before the answer was written whole: then nobody can have got it. */
export function callerGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
