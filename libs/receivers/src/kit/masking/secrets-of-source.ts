import { SecretSearch } from './secret-search.js';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SourceOptions } from '../verify/scheme.js';

/** What of a source says which secrets it has. */
export interface SecretsOfSource {
  readonly secrets: readonly string[];
  readonly options: SourceOptions;
}

/** Of genuine data nothing is taken out that could be an ordinary word or a number. */
const MIN_LENGTH_IN_DATA = 12;

const searches = new WeakMap<SecretsOfSource, SecretSearch>();
const searchesOfData = new WeakMap<SecretsOfSource, SecretSearch>();

/** Finds the secrets of a source in what is shown of a refused request. Made once for each. */
export function searchOfSource(receiver: ReceiverDefinition, settings: SecretsOfSource): SecretSearch {
  const search = searches.get(settings) ?? new SecretSearch(secretsOf(receiver, settings));
  searches.set(settings, search);
  return search;
}

/** Finds the secrets of a source in genuine data: those of 12 characters or more. Made once for each. */
export function searchOfData(receiver: ReceiverDefinition, settings: SecretsOfSource): SecretSearch {
  const known = searchesOfData.get(settings);
  if (known !== undefined) return known;
  const long = secretsOf(receiver, settings).filter(({ length }) => length >= MIN_LENGTH_IN_DATA);
  const search = new SecretSearch(long);
  searchesOfData.set(settings, search);
  return search;
}

/** The headers that hold a secret of the source, by its receiver and options. */
export function credentialHeadersOf({ verify }: ReceiverDefinition, { options }: SecretsOfSource): readonly string[] {
  return verify.credentialHeadersOf?.(options) ?? verify.credentialHeaders ?? [];
}

/** Where nothing is proved, what a source has for a secret is known to many: an organisation's id, say. */
function secretsOf(receiver: ReceiverDefinition, { secrets, options }: SecretsOfSource): readonly string[] {
  const others = receiver.options.filter(({ kind }) => kind === 'secret').map(({ name }) => options[name]);
  const own = receiver.assurance === 'none' ? [] : secrets;
  return [...own, ...others.filter((value) => typeof value === 'string')];
}
