import { changed } from './changes.js';
import { Dice } from './dice.js';
import { draftOf, requestOf, type Draft } from './draft.js';
import { PUBLIC_URL, type Subject } from './subjects.js';
import { hostilelyWritten, written, type Wire } from './wire.js';

/**
 * `changed`: genuine, then changed. `signed`: genuine, changed, then signed again as its provider would. `forged`: signed with the key of
 * somebody else, before and after the changes. `bare`: never signed with the key of the source.
 */
export type Origin = 'changed' | 'signed' | 'forged' | 'bare';

export interface FuzzedRequest {
  readonly subject: Subject;
  readonly origin: Origin;
  readonly wire: Wire;
}

const ORIGINS: readonly Origin[] = ['changed', 'changed', 'signed', 'signed', 'forged', 'bare'];
const MOST_CHANGES = 4;

/** The request that a seed stands for: always the same one, as long as generator and vectors stay as they are. */
export function fuzzedRequest(seed: number, subjects: readonly Subject[]): FuzzedRequest {
  const dice = new Dice(seed);
  const subject = dice.of(subjects);
  const origin = dice.of(ORIGINS);
  let draft = origin === 'forged' || origin === 'bare' ? subject.unproven : subject.start;
  for (let left = dice.below(MOST_CHANGES + 1); left > 0; left--) draft = changed(draft, dice);
  if (origin === 'signed') draft = signed(draft, subject, subject.keys?.signingKey);
  if (origin === 'forged') draft = signed(draft, subject, subject.otherKeys?.signingKey);
  return { subject, origin, wire: dice.isOneIn(6) ? hostilelyWritten(draft, dice) : written(draft) };
}

/** As it is where it cannot be signed: not every scheme finds its place in a request that went mad. */
function signed(draft: Draft, { receiver, source, nowMs }: Subject, signingKey: string | undefined): Draft {
  const request = requestOf(draft);
  if (signingKey === undefined || request === null) return draft;
  const context = { now: nowMs, options: source.options, publicUrl: PUBLIC_URL };
  try {
    return draftOf(receiver.verify.sign(request, signingKey, context));
  } catch {
    return draft;
  }
}
