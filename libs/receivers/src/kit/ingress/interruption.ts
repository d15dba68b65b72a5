/** The client hung up before its request was complete. There is nobody to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';

  constructor() {
    super('The client closed the connection before its request was complete.');
  }
}

/** The body did not arrive in time. */
export class BodyTimeout extends Error {
  override readonly name = 'BodyTimeout';

  constructor(readonly timeoutMs: number) {
    super(`The body did not arrive within ${String(timeoutMs)} ms.`);
  }
}
