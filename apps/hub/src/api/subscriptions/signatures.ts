import { LEGACY_STYLES, SIGNATURES, type LegacyStyle } from '@kanca/sender/management';
import { Field, type FieldOptions } from '../../dto/field.js';
import { OneOf, Text } from '../../dto/fields.js';
import { list, type ListRules } from '../../dto/kinds/list.js';
import { nested } from '../../dto/kinds/nested.js';
import { oneOf } from '../../dto/kinds/one-of.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';

class LegacySignatureForm {
  @OneOf(LEGACY_STYLES)
  style!: LegacyStyle;

  @Text({ min: 1, max: 256, optional: true })
  header?: string;
}

const signature = oneOfForms(
  [oneOf(SIGNATURES), nested(() => LegacySignatureForm)],
  `has to be ${SIGNATURES.join(', ')}, or { "style": "${LEGACY_STYLES.join('" or "')}", "header": "…" }`,
);

/** The signatures of a subscription. */
export function Signatures(options: ListRules & FieldOptions = {}): PropertyDecorator {
  return Field(list(signature, options), {
    about:
      'v1: with the secret. v1a: with the key pair of the tenant, too; see /.well-known/kanca/jwks.json. { style, header? }: one more header, for subscribers that know it from before.',
    ...options,
  });
}
