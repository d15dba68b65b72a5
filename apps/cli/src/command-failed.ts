/** A command that did what it could and has bad news: the message is for the user, the exit code is 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
