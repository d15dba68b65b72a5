import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { OPERATION, type OperationInfo } from '../http/operation.decorator.js';
import { fieldsOf, type DtoClass } from '../dto/field.js';
import type { Json } from '../dto/kind.js';
import { schemaOfField } from '../dto/schema-of-dto.js';
import type { Format } from '@kanca/sender';
import { OpenApiSchemas } from './openapi-schemas.js';
import { openApiWebhooks } from './openapi-webhooks.js';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly name: string;
  readonly operation: OperationInfo;
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable: branch on this.' },
    requestId: { type: 'string' },
    problems: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, problem: { type: 'string' } } },
    },
  },
};

/** What an OpenAPI document is made from. */
export interface Described {
  readonly controllers: readonly Type[];
  /** What the hub sends. */
  readonly formats: readonly Format[];
  readonly version: string;
}

/** The OpenAPI 3.1 document, made from what the controllers (`@Operation`) and the formats (`describes`) say of themselves. */
export function openApiDocument({ controllers, formats, version }: Described): Json {
  const paths: Record<string, Json> = {};
  const schemas = new OpenApiSchemas();
  for (const route of controllers.flatMap(routesOf)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationObject(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kanca',
      version,
      description:
        'The management API. Every call needs `Authorization: Bearer <key>` unless it says otherwise. Pages of the hub may call with the cookie of a session instead, and ' +
        'then send `x-kanca-csrf: 1` with every method but GET.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The hub that serves this document.' }],
    // For each call that does not say otherwise.
    security: [{ key: [] }, { session: [] }],
    paths,
    webhooks: openApiWebhooks(formats),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, such as the one that the hub showed at its first start.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'kanca_session',
          description: 'From `POST /api/v1/sessions`. Over TLS its name is `__Host-kanca_session`.',
        },
      },
      schemas: { ...schemas.all(), Problem: PROBLEM },
      responses: {
        Problem: {
          description: 'What went wrong, and what to do (RFC 9457).',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function routesOf(controller: Type): readonly Route[] {
  const prefix: unknown = Reflect.getMetadata(PATH_METADATA, controller);
  const prototype = controller.prototype as object;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function') return [];
    const operation = Reflect.getMetadata(OPERATION, method) as OperationInfo | undefined;
    const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
    const path: unknown = Reflect.getMetadata(PATH_METADATA, method);
    if (operation === undefined || verb === undefined || operation.isPage === true) return [];
    return [{ method: RequestMethod[verb].toLowerCase(), path: join(prefix, path), name, operation }];
  });
}

function join(...parts: readonly unknown[]): string {
  const segments = parts
    .flatMap((part) => (typeof part === 'string' ? part.split('/') : []))
    .filter((part) => part !== '');
  return `/${segments.join('/')}`;
}

function operationObject({ method, path, name, operation }: Route, schemas: OpenApiSchemas): Json {
  const { summary, tag, scope, body, query, response, mediaType, versioned = false, status = 200 } = operation;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter);
  return {
    operationId: `${method}_${path.split('/').slice(3).join('_').replaceAll(/[^\w]/g, '')}_${name}`,
    summary,
    tags: [tag],
    ...(scope === null ? { security: [] } : {}),
    ...(scope === null ? {} : { description: neededKey(scope) }),
    parameters: [
      ...names.map((parameter) => ({ name: parameter, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryParameters(query, schemas),
      ...(versioned && method !== 'get' ? [IF_MATCH] : []),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemas.of(body, 'input') } } } }),
    responses: {
      [status]: {
        description: summary,
        ...(versioned && status !== 204 ? { headers: { ETag: { schema: { type: 'string' } } } } : {}),
        ...(status === 204
          ? {}
          : {
              content: {
                [mediaType ?? 'application/json']: {
                  schema: response === undefined ? {} : schemas.of(response, 'output'),
                },
              },
            }),
      },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  };
}

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the answer in which you saw it: the call is refused with 412 when it was changed since.',
  schema: { type: 'string' },
};

function neededKey(scope: NonNullable<OperationInfo['scope']>): string {
  return scope === 'any' ? 'Any key or session will do.' : `Needs the scope \`${scope}\`.`;
}

function queryParameters(query: DtoClass | undefined, schemas: OpenApiSchemas): readonly Json[] {
  const writer = schemas.writer('input');
  return (query === undefined ? [] : (fieldsOf(query) ?? [])).map((field) => {
    const { description, ...schema } = schemaOfField(field, writer);
    return {
      name: field.name,
      in: 'query',
      required: field.optional !== true && field.default === undefined,
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}
