/** Where every provider's URL begins. */
export const INGRESS_PATH = '/api/webhooks/incoming';

/** Which source a URL names. */
export interface IncomingPath {
  readonly provider: string;
  readonly id: string | undefined;
}

/** Whether a request target belongs to the ingress, in any case. Answers without looking further than it has to. */
export function isIncomingPath(target: string): boolean {
  const next = target.charAt(INGRESS_PATH.length);
  if (next !== '/' && next !== '' && next !== '?') return false;
  return target.startsWith(INGRESS_PATH) || target.slice(0, INGRESS_PATH.length).toLowerCase() === INGRESS_PATH;
}

/** The source that a request target of the ingress names, or null when it names none. Nothing a caller writes here throws. */
export function readIncomingPath(target: string): IncomingPath | null {
  const end = target.indexOf('?');
  const tail = target.slice(INGRESS_PATH.length + 1, end === -1 ? undefined : end);
  const [provider, id, ...rest] = tail.split('/').map(decode);
  if (provider === undefined || provider === null || provider === '' || id === null) return null;
  const endsInSlash = rest.length === 1 && rest[0] === '';
  if (rest.length > 0 && !endsInSlash) return null;
  return { provider, id: id === '' ? undefined : id };
}

function decode(segment: string): string | null {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
