import { Client } from 'pg';

/**
 * A connection whose end is no end of the process. An `error` event without a listener ends the process, and the server may end a
 * connection at any moment: between its first answer and the first listener of the code that asked for it, too. So each connection
 * is born with a listener. Nothing is hidden by it: the statement that runs, or the next one, fails with the same error.
 */
export class SurvivingClient extends Client {
  constructor(...args: ConstructorParameters<typeof Client>) {
    super(...args);
    this.on('error', () => undefined);
  }
}
