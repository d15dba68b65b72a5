import { INGRESS_PATH } from '@kanca/receivers';

/** Where providers have to send. */
export class SourceUrls {
  constructor(readonly publicUrl: string) {}

  /** @param uri the source's own part: `/github/acme` */
  of(uri: string): string {
    return `${this.publicUrl}${this.path(uri)}`;
  }

  path(uri: string): string {
    return `${INGRESS_PATH}${uri}`;
  }
}
