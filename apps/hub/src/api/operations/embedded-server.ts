/** The state of the database server that this hub runs itself. */
export class EmbeddedServer {
  /** @param trouble why it does not run now; null when it does, or when the database is somebody else's */
  constructor(readonly trouble: () => string | null) {}
}
