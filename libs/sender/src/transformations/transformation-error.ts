/** A transformation that failed. The message is a sentence for its owner; the line is one of the code, where that is known. */
export class TransformationError extends Error {
  override readonly name = 'TransformationError';

  constructor(
    message: string,
    readonly line: number | null,
  ) {
    super(message);
  }
}

/** The transformation wants nothing to be sent. */
export class TransformationCancelled extends Error {
  override readonly name = 'TransformationCancelled';

  constructor() {
    super('The transformation cancelled this delivery.');
  }
}
