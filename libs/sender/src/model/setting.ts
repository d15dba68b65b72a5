import type { RetryPolicy, Where } from '@kanca/core';
import type { EndpointAuth } from './endpoint-auth.js';
import type { SignatureKind } from './signature-kind.js';

/** Values with checks and a form of their own, by the name of the kind. */
export interface OwnKinds {
  /** The name of a format that the hub has. */
  readonly format: string;
  /** Headers that may be sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** An object with any values. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly retryPolicy: RetryPolicy;
  readonly where: Where;
  /** A path into an event, such as `data.customer.id`. */
  readonly eventPath: string;
  readonly signatures: readonly SignatureKind[];
  readonly auth: EndpointAuth;
  readonly transformation: { readonly code: string };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What values a setting takes. Limits include both ends. */
export type SettingType =
  | { readonly kind: 'text'; readonly max: number }
  | ({ readonly kind: 'whole' } & Bounds)
  /** A number that may have a fraction; `unit` ends the sentence that names its limits. */
  | ({ readonly kind: 'number'; readonly unit: string } & Bounds)
  | { readonly kind: 'flag' }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  /** Whole numbers, each once and in their order; `most` of them. */
  | ({ readonly kind: 'wholes'; readonly most: number } & Bounds)
  /** An object of whole numbers. `name` is that of its schema in the OpenAPI document. */
  | { readonly kind: 'object'; readonly name: string; readonly fields: Readonly<Record<string, Bounds>> }
  /** `maxBytes` as JSON in UTF-8. */
  | { readonly kind: 'properties'; readonly maxBytes: number }
  /** `min` and `max` count the signatures. */
  | ({ readonly kind: 'signatures' } & Bounds)
  /** `max` counts the characters of the code. */
  | { readonly kind: 'transformation'; readonly max: number }
  | { readonly kind: Exclude<keyof OwnKinds, 'properties' | 'signatures' | 'transformation'> };

/** One setting of a subscription: all that the API, `kanca.yaml`, the command and the store know of it. */
export interface Setting {
  readonly type: SettingType;
  /** Whether null takes it away. */
  readonly nullable?: true;
  /** What a new subscription has when nobody says; missing where that depends on other settings. */
  readonly default?: unknown;
  /** Whose half of a subscription keeps it: `consumer` where the engine acts on it, else `row`. */
  readonly keptBy: 'consumer' | 'row';
  /**
   * `column`: in a column of its own. `code`: in a form of its own, such as sealed, by code of its own. Without it the setting is a member of
   * the JSON object `settings` of its half, and needs no migration.
   */
  readonly as?: 'column' | 'code';
  /** A sentence for the OpenAPI document: one for both sides, or one for each of them. */
  readonly about?: string | { readonly given?: string; readonly shown?: string };
  /** `false`: not shown under its name. `names`: shown as an object that holds no credential. */
  readonly shown?: false | 'names';
  /** The option of `kanca subscriptions create` and `update`; without it, the command cannot set it. */
  readonly option?: { readonly flags: string; readonly help: string };
}

/** The values of a type. */
export type ValueOf<Type extends SettingType> = Type extends { readonly kind: 'text' }
  ? string
  : Type extends { readonly kind: 'whole' | 'number' }
    ? number
    : Type extends { readonly kind: 'flag' }
      ? boolean
      : Type extends { readonly kind: 'oneOf'; readonly values: readonly (infer Value)[] }
        ? Value
        : Type extends { readonly kind: 'wholes' }
          ? readonly number[]
          : Type extends { readonly kind: 'object'; readonly fields: infer Fields }
            ? { readonly [Name in keyof Fields]: number }
            : Type extends { readonly kind: infer Kind extends keyof OwnKinds }
              ? OwnKinds[Kind]
              : never;
