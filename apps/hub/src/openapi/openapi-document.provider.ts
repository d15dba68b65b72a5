import { FormatRegistry } from '@kanca/sender/management';
import { Injectable, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { HubIdentity } from '../observability/hub-identity.js';
import { openApiDocument } from './openapi-document.js';

/** The document of the API that this hub serves. It takes a tenth of a second to make, so it is made when it is first asked for. */
@Injectable()
export class OpenApiDocument {
  private made: object | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly identity: HubIdentity,
    private readonly formats: FormatRegistry,
  ) {}

  get content(): object {
    this.made ??= openApiDocument({
      controllers: this.controllers(),
      formats: this.formats.all(),
      version: this.identity.version,
    });
    return this.made;
  }

  private controllers(): readonly Type[] {
    return [...this.modules.values()].flatMap(({ controllers }) =>
      [...controllers.values()].flatMap(({ metatype }) => (isClass(metatype) ? [metatype] : [])),
    );
  }
}

function isClass(metatype: unknown): metatype is Type {
  return typeof metatype === 'function';
}
