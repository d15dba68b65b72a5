import type { NoteLevel } from '@kanca/core';

/** What a handler gets beside the event. */
export interface HandlerContext {
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the attempt runs out of time and when the hub stops. Pass it on. */
  readonly signal: AbortSignal;
  /** Writes with the ids of event, delivery and handler attached. The last lines are kept with the attempt: never log a secret. */
  readonly logger: HandlerLogger;
}

/** A logger for one handler: each line names the handler, the event and the delivery. */
export type HandlerLogger = Readonly<
  Record<NoteLevel, (message: string, fields?: Readonly<Record<string, unknown>>) => void>
>;
