import { Field, type FieldOptions } from '../../dto/field.js';
import type { Kind } from '../../dto/kind.js';
import { text } from '../../dto/kinds/text.js';

const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]{0,99}';
const PROBLEM = 'has to be up to 100 letters, digits, dots, dashes and underscores';

const tenant: Kind = text({ example: 'default', pattern: new RegExp(`^${NAME}$`), problem: PROBLEM });
const owner: Kind = text({ example: 'default', pattern: new RegExp(`^(?:\\*|${NAME})$`), problem: PROBLEM });

/** The name of a tenant. `*` is refused as a name, because the engine uses it for every tenant. */
export function Tenant(options: FieldOptions = {}): PropertyDecorator {
  return Field(tenant, options);
}

/** The name of a tenant, or `*` for every tenant. */
export function Owner(options: FieldOptions = {}): PropertyDecorator {
  return Field(owner, { about: '* is every tenant, for keys that are bound to none.', ...options });
}
