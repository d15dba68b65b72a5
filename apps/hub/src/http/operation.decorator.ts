import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { DtoClass } from '../dto/field.js';
import type { Kind } from '../dto/kind.js';
import type { Scope } from '../keys/scope.js';

/** What is known of one call of the management API: the guard, the validation and the OpenAPI document are made from it. */
export interface OperationInfo {
  readonly summary: string;
  readonly tag: string;
  /** `any`: any key that the hub knows will do. null: no key is needed. */
  readonly scope: Scope | 'any' | null;
  readonly status?: number;
  readonly body?: DtoClass;
  readonly query?: DtoClass;
  readonly response?: DtoClass | Kind;
  /** It knows what to do with an `Idempotency-Key` itself. */
  readonly hasOwnIdempotency?: boolean;
  /**
   * After this many milliseconds the answer is 503 (10,000). null: it calls or waits for others, and has bounds of its own.
   */
  readonly deadlineMs?: number | null;
  /** It shows or changes something with a version: answers have an `ETag`, and a change heeds `If-Match`. */
  readonly versioned?: boolean;
  /** A page for people, and its files: the document of the API leaves them out. */
  readonly isPage?: boolean;
  /** It begins a session, which the audit has although no key was needed for it. */
  readonly signsIn?: boolean;
  /** Media type of the answer when it is not JSON. */
  readonly mediaType?: string;
}

/** Deadline of an operation that looks at many rows. */
export const LOOKS_AT_MANY_MS = 60_000;

export const OPERATION = 'kanca:operation';

/** Describes a controller method; see `OperationInfo`. */
export function Operation(info: OperationInfo): MethodDecorator {
  return applyDecorators(SetMetadata(OPERATION, info), HttpCode(info.status ?? 200));
}
