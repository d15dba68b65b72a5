import { KancaError } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { assertTransformation } from './assert-transformation.js';
import { SandboxThread } from './sandbox-thread.js';

const FIELD = 'transformation.code';
/** One for all that a tenant saves: code that had to be killed rests, whichever subscription it was for. */
const QUEUE = 'saved';
const RETRY_AFTER_SECONDS = 30;

/** Checks code before it is stored: its author hears of a mistake at once, and not by attempts that fail. */
@Injectable()
export class TransformationCheck {
  constructor(private readonly thread: SandboxThread) {}

  /**
   * Runs the top level of the code, within the bounds and the turns of every run, and looks for its `transform`.
   * @param tenant whose turn it takes
   * @throws KancaError `invalid_request` with the line where that is known; `unavailable` when the sandbox had no room
   */
  async assertRuns(code: string, tenant: string): Promise<void> {
    assertTransformation(code);
    const answer = await this.thread.run({ code, input: null, queueKey: { tenant, name: QUEUE } });
    if (answer.kind === 'result') return;
    if (!answer.isOfCode)
      throw new KancaError(
        'unavailable',
        `${FIELD} could not be looked at: ${answer.message}. Nothing was saved: try again later.`,
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
    const where = answer.line === null ? '' : `, in line ${String(answer.line)}`;
    const problem = `fails when it is loaded${where}: ${answer.message}`;
    throw new KancaError('invalid_request', `${FIELD} ${problem}.`, { problems: [{ field: FIELD, problem }] });
  }
}
