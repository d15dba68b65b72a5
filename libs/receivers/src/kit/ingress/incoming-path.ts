import { originForm } from '../parse/request-target.js';

/** Where every provider's URL begins. */
export const INGRESS_PATH = '/api/webhooks/incoming';

/** Which source a URL names. */
export interface IncomingPath {
  readonly provider: string;
  readonly id: string | undefined;
}

/** Whether a request target belongs to the ingress, in any case. Answers without looking further than it has to. */
export function isIncomingPath(target: string): boolean {
  const path = pathOf(target);
  const next = path.charAt(INGRESS_PATH.length);
  if (next !== '/' && next !== '' && next !== '?') return false;
  return path.startsWith(INGRESS_PATH) || path.slice(0, INGRESS_PATH.length).toLowerCase() === INGRESS_PATH;
}

/** The source that a request target of the ingress names, or null when it names none. Nothing a caller writes here throws. */
export function readIncomingPath(target: string): IncomingPath | null {
  const path = pathOf(target);
  const end = path.indexOf('?');
  const tail = path.slice(INGRESS_PATH.length + 1, end === -1 ? undefined : end);
  const [provider, id, ...rest] = tail.split('/').map(decode);
  if (provider === undefined || provider === null || provider === '' || id === null) return null;
  const endsInSlash = rest.length === 1 && rest[0] === '';
  if (rest.length > 0 && !endsInSlash) return null;
  return { provider, id: id === '' ? undefined : id };
}

/** A base URL that ends in a slash makes two of them, which providers call and sign: the source is the same. */
function pathOf(target: string): string {
  const path = originForm(target);
  return path.startsWith('//') ? path.replace(/^\/+/, '/') : path;
}

function decode(segment: string): string | null {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
