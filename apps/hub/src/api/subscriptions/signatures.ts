import { LEGACY_STYLES, SIGNATURES, type LegacyStyle } from '@kanca/sender/management';
import { OneOf, Text } from '../../dto/fields.js';
import { nested } from '../../dto/kinds/nested.js';
import { oneOf } from '../../dto/kinds/one-of.js';
import { oneOfForms } from '../../dto/kinds/one-of-forms.js';

class LegacySignatureForm {
  @OneOf(LEGACY_STYLES)
  style!: LegacyStyle;

  @Text({ min: 1, max: 256, optional: true })
  header?: string;
}

/** One signature that a subscriber asks for. */
export const signature = oneOfForms(
  [oneOf(SIGNATURES), nested(() => LegacySignatureForm)],
  `has to be ${SIGNATURES.join(', ')}, or { "style": "${LEGACY_STYLES.join('" or "')}", "header": "…" }`,
);

export const SIGNATURES_ABOUT =
  'v1: with the secret. v1a: with the key pair of the tenant, too; see /.well-known/kanca/jwks.json. { style, header? }: one more header, for subscribers that know it from before.';
