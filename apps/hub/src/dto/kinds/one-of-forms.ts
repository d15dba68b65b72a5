import { isObject } from '@kanca/core';
import { anyOf, below, fault, type Fault, type Kind } from '../kind.js';
import { fieldsOf, type DtoClass } from '../field.js';
import { nested } from './nested.js';

/**
 * A value in one of several forms. Where one form alone fits as a whole, its own faults are told.
 * @param problem the rest of a sentence that begins with the field: all forms that there are
 */
export function oneOfForms(forms: readonly Kind[], problem: string): Kind {
  const fitting = (value: unknown): Kind | undefined => forms.find((form) => form.faults(value).length === 0);
  return {
    faults(value) {
      if (fitting(value) !== undefined) return [];
      const meant = forms.map((form) => form.faults(value)).filter((faults) => faults.every(isInside));
      const [only, ...others] = meant;
      return only === undefined || others.length > 0 ? fault(problem) : only;
    },
    schema: (writer) => ({ anyOf: forms.map((form) => form.schema(writer)) }),
    read: (value) => fitting(value)?.read?.(value) ?? value,
  };
}

/**
 * Objects that say by one of their fields which form they have.
 * @param tag the field: it has one text in each of the classes
 * @param problem for a value that is no object at all
 */
export function tagged(tag: string, classes: readonly DtoClass[], problem: string): Kind {
  const forms = classes.map((dto) => {
    const kind = fieldsOf(dto)?.find(({ name }) => name === tag)?.kind;
    if (kind === undefined) throw new Error(`${dto.name} has no field ${tag} that could tell it from other forms.`);
    return { tag: kind, dto: nested(() => dto) };
  });
  const names = forms.map((form) => String(form.tag.schema({ io: 'input', named: () => ({}) })['const']));
  const formOf = (value: unknown): Kind | undefined =>
    isObject(value) ? forms.find((form) => form.tag.faults(value[tag]).length === 0)?.dto : undefined;
  return {
    faults(value) {
      if (!isObject(value)) return fault(problem);
      return formOf(value)?.faults(value) ?? below(tag, fault(`has to be ${anyOf(names)}`));
    },
    schema: (writer) => ({ oneOf: forms.map(({ dto }) => dto.schema(writer)) }),
    read: (value) => formOf(value)?.read?.(value) ?? value,
  };
}

function isInside({ path }: Fault): boolean {
  return path.length > 0;
}
