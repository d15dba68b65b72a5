import { BLOT } from '../blot.js';
import { formsOfSecret, MIN_SECRET_LENGTH } from './forms-of-secret.js';
import { looseForm } from './loose-form.js';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** What of a source says which secrets it has. */
export interface SecretsOfSource {
  readonly secrets: readonly string[];
  readonly options: SourceOptions;
}

/** Takes secrets out of a text. What is found stands as `[redacted]`. */
export type Mask = (text: string) => string;

/** What is taken out of texts of a source. Made once for each: every request that is accepted needs it. */
const masks = new WeakMap<SecretsOfSource, Mask>();

/** Takes every secret of a source out of a text, in any form. */
export function maskOfSource(receiver: ReceiverDefinition, settings: SecretsOfSource): Mask {
  const mask = masks.get(settings) ?? maskOf(secretsOf(receiver, settings));
  masks.set(settings, mask);
  return mask;
}

/** Takes given secrets out of a text, in any form. Those of fewer than six characters stay: they would take half of a text with them. */
export function maskOf(secrets: readonly string[]): Mask {
  const long = secrets.filter(({ length }) => length >= MIN_SECRET_LENGTH);
  const forms = long.flatMap(formsOfSecret).sort((a, b) => b.length - a.length);
  const loose = long.map(looseForm);
  return (text) =>
    loose.reduce(
      (rest, pattern) => rest.replace(pattern, BLOT),
      forms.reduce((rest, form) => rest.replaceAll(form, BLOT), text),
    );
}

/** The headers that hold a secret of the source, by its receiver and options. */
export function credentialHeadersOf({ verify }: ReceiverDefinition, { options }: SecretsOfSource): readonly string[] {
  return verify.credentialHeadersOf?.(options) ?? verify.credentialHeaders ?? [];
}

/** Whether the requests of a source hold its secret itself, and not only what was made with it. */
export function sendsItsSecret(receiver: ReceiverDefinition, settings: SecretsOfSource): boolean {
  const { verify } = receiver;
  return (
    credentialHeadersOf(receiver, settings).length > 0 ||
    (verify.credentialQueryOf?.(settings.options) ?? []).length > 0 ||
    verify.withoutCredentials !== undefined
  );
}

/** Where nothing is proved, what a source has for a secret is known to many: an organisation's id, say. */
function secretsOf(receiver: ReceiverDefinition, { secrets, options }: SecretsOfSource): readonly string[] {
  const others = receiver.options.filter(({ kind }) => kind === 'secret').map(({ name }) => options[name]);
  const own = receiver.assurance === 'none' ? [] : secrets;
  return [...own, ...others.filter((value) => typeof value === 'string')];
}
