/** What a transformation is run with. Both are text, so that nothing but text crosses the border. */
export interface SandboxTask {
  readonly id: number;
  readonly code: string;
  /** JSON of `{event, headers}`; null only looks at the code: its top level runs, and has to leave a `transform`. */
  readonly input: string | null;
}

/** What came of it. */
export type SandboxAnswer =
  | { readonly id: number; readonly kind: 'result'; readonly json: string }
  | {
      readonly id: number;
      readonly kind: 'error';
      readonly message: string;
      readonly line: number | null;
      /** Whether it is the code that is to be mended; else the sandbox had no room for it. */
      readonly isOfCode: boolean;
    };

/** What the thread says: once, that it has started; then an answer to each task. */
export type SandboxMessage =
  | {
      readonly kind: 'ready';
      /** The number by which the operating system knows it; null when that does not tell. */
      readonly thread: number | null;
    }
  | SandboxAnswer;

/** For everything that runs in the sandbox for one task. */
export const TIME_MS = 50;
export const MEMORY_BYTES = 16 * 1024 * 1024;
export const STACK_BYTES = 256 * 1024;
/** Of the JSON that comes out. */
export const MAX_OUTPUT_CHARACTERS = 1024 * 1024;
