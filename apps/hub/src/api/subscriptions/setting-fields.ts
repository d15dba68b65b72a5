import { BUILT_IN_FORMATS } from '@kanca/sender/management';
import { eachSetting, type GivenSettings, type Setting, type ShownSettings } from '@kanca/sender/settings';
import { classOfFields, type DescribedField } from '../../dto/class-of-fields.js';
import { Named, type DtoClass, type FieldOptions } from '../../dto/field.js';
import { anything } from '../../dto/kinds/anything.js';
import { flag } from '../../dto/kinds/flag.js';
import { list } from '../../dto/kinds/list.js';
import { map } from '../../dto/kinds/map.js';
import { nested } from '../../dto/kinds/nested.js';
import { number, whole } from '../../dto/kinds/number.js';
import { oneOf } from '../../dto/kinds/one-of.js';
import { text } from '../../dto/kinds/text.js';
import type { Kind } from '../../dto/kind.js';
import { retryPolicy } from '../fields/retry.js';
import { sendableHeaders } from '../fields/sendable-headers.js';
import { where } from '../fields/where.js';
import { endpointAuth } from './endpoint-auth.js';
import { SIGNATURES_ABOUT, signature } from './signatures.js';
import { ShownTransformation, WrittenTransformation } from './transformation.dto.js';

/** A field of a request or of an answer. A field of an answer has no limits: its value was checked when it was stored. */
type Side = 'given' | 'shown';

const formats = BUILT_IN_FORMATS.map(({ name, description }) => `${name}: ${description}`).join(' ');

/** Sentences that only the hub can say: of the formats that it has, and of where it shows its public keys. */
const ABOUT: Readonly<Record<string, string>> = { format: formats, signatures: SIGNATURES_ABOUT };

const objects = new Map<Setting['type'], DtoClass>();

/** What an owner may set of a subscription at any time, made from the descriptions of the settings. */
export const GivenSettingFields = classOfFields<GivenSettings>(eachSetting().map(fieldOf('given')));

/** The settings in an answer. */
export const ShownSettingFields = classOfFields<ShownSettings>(
  eachSetting()
    .filter(([, { shown }]) => shown !== false)
    .map(fieldOf('shown')),
);

function fieldOf(side: Side): (described: readonly [string, Setting]) => DescribedField {
  return ([name, setting]) => [name, kindOf(setting, side), optionsOf(setting, side)];
}

function optionsOf(setting: Setting, side: Side): FieldOptions {
  const { about = ABOUT[setting.type.kind] } = setting;
  const sentence = typeof about === 'object' ? about[side] : about;
  const isNullable = side === 'given' ? setting.nullable === true : setting.default === null;
  return {
    ...(isNullable ? { nullable: true } : {}),
    ...(side === 'given' ? { optional: true } : {}),
    ...(sentence === undefined ? {} : { about: sentence }),
  };
}

function kindOf({ type, shown }: Setting, side: Side): Kind {
  if (side === 'shown' && shown === 'names') return map(anything);
  const isGiven = side === 'given';
  switch (type.kind) {
    case 'text':
      return text(isGiven ? type : {});
    case 'whole':
      return whole(isGiven ? type : {});
    case 'number':
      return number(isGiven ? type : {});
    case 'flag':
      return flag;
    case 'oneOf':
      return oneOf(type.values);
    case 'wholes':
      return isGiven ? list(whole(type), { max: type.most }) : list(whole());
    case 'object':
      return nested(() => objectOf(type));
    case 'format':
      return text({ max: 64 });
    case 'headers':
      return isGiven ? sendableHeaders : map(text());
    case 'properties':
      return map(anything);
    case 'retryPolicy':
      return retryPolicy;
    case 'where':
      return where;
    case 'eventPath':
      return text();
    case 'signatures':
      return list(signature, isGiven ? type : {});
    case 'auth':
      return endpointAuth;
    case 'transformation':
      return nested(() => (isGiven ? WrittenTransformation : ShownTransformation));
  }
}

/** One class for both sides: a schema with a name has one owner. */
function objectOf(type: Extract<Setting['type'], { kind: 'object' }>): DtoClass {
  const known = objects.get(type);
  if (known !== undefined) return known;
  const fields = Object.entries(type.fields).map(([name, bounds]): DescribedField => [name, whole(bounds), {}]);
  const made = classOfFields(fields);
  Named(type.name)(made);
  objects.set(type, made);
  return made;
}
