import type { EgressResponse } from '@kanca/egress';
import type { CheckName } from '../model/verification.js';

const MAX_SHOWN = 200;

/** How to mend a genuine call that was not answered with 2xx. */
export function adviceForGenuine({ status, headers }: Pick<EgressResponse, 'status' | 'headers'>): string {
  const answered = `It answered a genuine call with ${String(status)}`;
  if (status >= 300 && status < 400)
    return `${answered}, to ${(headers['location'] ?? 'nowhere').slice(0, MAX_SHOWN)}: redirects are not followed, set the uri to the final address.`;
  if (status === 401 || status === 403)
    return `${answered}: check with the secret of this subscription, over the bytes of the body as they were received, and see that its clock is right.`;
  if (status === 404 || status === 405)
    return `${answered}: is the path of the uri right, and does it take this method?`;
  if (status === 410)
    return `${answered}: it says that it is gone. Give the subscription the address of one that is there.`;
  if (status === 415) return `${answered}: it must accept the media type that this format is sent with.`;
  if (status === 429) return `${answered}: it takes no more calls for now. Try again later.`;
  return `${answered}, and 2xx was expected: its own log will say why.`;
}

const ACCEPTED: Partial<Record<CheckName, string>> = {
  'wrong-key':
    "It accepted a call that was signed with somebody else's key: compute the signature with this subscription's secret and answer 401 when it differs.",
  'tampered-body':
    'It accepted a call whose body was changed after it was signed: compute the signature over the bytes of the body as they were received, before they are parsed.',
  'stale-timestamp':
    'It accepted a call that was signed an hour ago: answer 401 when the timestamp is more than five minutes off, or anybody who records a call can send it again.',
  'no-signature': 'It accepted a call without any signature: answer 401 when the header is missing.',
};

/** How to mend a forged call that was not refused with 401 or 403. */
export function adviceForForged(name: CheckName, status: number): string {
  if (status >= 200 && status < 300) return ACCEPTED[name] ?? 'It accepted a forged call: answer 401.';
  if (status === 429) return 'It answered 429 to a forged call: it takes no more calls for now. Try again later.';
  if (status >= 500)
    return `It broke over a forged call (${String(status)}) instead of refusing it: catch the failed check, and answer 401.`;
  return `It refused a forged call with ${String(status)}: answer 401 or 403, so that a wrong signature can be told from other mistakes.`;
}

/** How to mend a call that got no answer. */
export function adviceForSilence(failure: string | null): string {
  return `${failure ?? 'There was no answer.'} See that it is up, and that this hub can reach it.`;
}
