/** The document of the API that this hub serves. */
export class OpenApiDocument {
  constructor(readonly content: object) {}
}
