import { Client } from 'pg';

/** How long the server may take to say goodbye. */
const END_WITHIN_MS = 2_000;

/**
 * A connection whose end is no end of the process. An `error` event without a listener ends the process, and the server may end a
 * connection at any moment: between its first answer and the first listener of the code that asked for it, too. So each connection
 * is born with a listener. Nothing is hidden by it: the statement that runs, or the next one, fails with the same error.
 * And closing it does not wait for ever for a server that is gone: a pool is closed only when all its connections are.
 */
export class SurvivingClient extends Client {
  constructor(...args: ConstructorParameters<typeof Client>) {
    super(...args);
    this.on('error', () => undefined);
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    const timer = setTimeout(() => {
      this.connection.stream.destroy();
    }, END_WITHIN_MS);
    timer.unref();
    this.once('end', () => {
      clearTimeout(timer);
    });
    if (callback === undefined) return super.end();
    super.end(callback);
  }
}
