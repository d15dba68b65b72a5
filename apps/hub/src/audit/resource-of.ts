const PREFIX = '/api/v1';

/** What a call changes: a collection (`/keys`), or one resource of it (`/keys/key_…`), also for what is done with it (`/keys/key_…/pause`). */
export interface AuditedResource {
  /** `/subscriptions/sub_…` */
  readonly path: string;
  /** `/subscriptions`: what is made in it is shown below it. */
  readonly collection: string;
  readonly isCollection: boolean;
}

/** @param url of the request, with its query @param pattern of its route: `/api/v1/subscriptions/:id/pause` */
export function resourceOf(url: string, pattern: string): AuditedResource {
  // A route of another API has no resource that this API could show.
  if (!pattern.startsWith(`${PREFIX}/`))
    return { path: url.split('?', 1)[0] ?? '', collection: '', isCollection: true };
  const given = withoutPrefix(url.split('?', 1)[0] ?? '').split('/');
  const [, , second = ''] = withoutPrefix(pattern).split('/');
  const isCollection = !second.startsWith(':');
  const collection = given.slice(0, 2).join('/');
  return { path: isCollection ? given.join('/') : given.slice(0, 3).join('/'), collection, isCollection };
}

/** `PATCH /subscriptions/:id` */
export function actionOf(method: string, pattern: string): string {
  return `${method} ${withoutPrefix(pattern)}`;
}

function withoutPrefix(path: string): string {
  return path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path;
}
