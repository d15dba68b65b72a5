/** What a hub tells those who operate it about itself. */
export class HubIdentity {
  constructor(
    readonly version: string,
    /** What stands before the path in the URLs that providers call. */
    readonly publicUrl: string,
  ) {}
}
