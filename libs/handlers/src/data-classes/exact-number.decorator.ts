import { ExactNumber } from '@kanca/core';
import { ValidateBy } from 'class-validator';

/** `each`: the field is a list, and the rule holds for each of its members. */
export interface ExactNumberOptions {
  /** Whether it is a list of such numbers. */
  readonly each?: boolean;
}

/**
 * A member that keeps all digits of a number: a 64-bit id, or an amount such as `10.00`. It becomes an `ExactNumber`.
 * @example @IsExactNumber() id!: ExactNumber; // id.text is '9007199254740993'
 */
export function IsExactNumber({ each = false }: ExactNumberOptions = {}): PropertyDecorator {
  return ValidateBy(
    { name: 'isExactNumber', validator: { validate: (value) => value instanceof ExactNumber } },
    { each },
  );
}
