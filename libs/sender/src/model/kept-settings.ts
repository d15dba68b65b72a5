import {
  eachSetting,
  type SUBSCRIPTION_SETTINGS,
  type GivenSettings,
  type SettingName,
  type SettingValue,
  type ShownSettings,
} from './subscription-settings.js';
import type { Setting } from './setting.js';

type Settings = typeof SUBSCRIPTION_SETTINGS;
type Half = Setting['keptBy'];
type DefaultOf<Name extends SettingName> = Settings[Name] extends { readonly default: null } ? null : never;

type ColumnOf<By extends Half> = {
  [Name in SettingName]: Settings[Name] extends { readonly keptBy: By; readonly as: 'column' } ? Name : never;
}[SettingName];

type MemberOf<By extends Half> = {
  [Name in SettingName]: Settings[Name] extends { readonly keptBy: By }
    ? Settings[Name] extends { readonly as: 'column' | 'code' }
      ? never
      : Name
    : never;
}[SettingName];

/** The settings that have a column of their own in one half of a subscription. */
export type SettingColumns<By extends Half> = {
  readonly [Name in ColumnOf<By>]: SettingValue<Name> | DefaultOf<Name>;
};

/** The JSON object with the other settings of one half. A member that is missing has its default. */
export type SettingMembers<By extends Half> = {
  readonly [Name in MemberOf<By>]?: SettingValue<Name>;
};

/** The settings of one half as they are shown, without those that have code of their own. */
export type ShownOf<By extends Half> = Pick<ShownSettings, Extract<ColumnOf<By> | MemberOf<By>, keyof ShownSettings>>;

/**
 * The settings of a half that have a column of their own, after a change.
 * @param before null for a new subscription: what is left out gets its default
 */
export function changedColumns<By extends Half>(
  by: By,
  given: GivenSettings,
  before: SettingColumns<By> | null,
): SettingColumns<By> {
  const columns = eachSetting()
    .filter(([, { keptBy, as }]) => keptBy === by && as === 'column')
    .map(([name, setting]) => [name, changed(setting, given[name], valueIn(before, name) ?? null, before === null)]);
  // Each of these names has a value of its type: a given one was judged, and the others come from a row or a description.
  return Object.fromEntries(columns) as SettingColumns<By>;
}

/**
 * The other settings of a half after a change. Those that have their default are left out.
 * @param before the object as it is stored; null for a new subscription
 */
export function changedMembers<By extends Half>(
  by: By,
  given: GivenSettings,
  before: object | null,
): SettingMembers<By> {
  const members = eachSetting()
    .filter(([, { keptBy, as }]) => keptBy === by && as === undefined)
    .map(([name, setting]) => {
      const value = valueIn(before, name);
      return [name, changed(setting, given[name], value, value === undefined), setting.default] as const;
    })
    .filter(([, value, otherwise]) => JSON.stringify(value) !== JSON.stringify(otherwise))
    .map(([name, value]) => [name, value] as const);
  // As above.
  return Object.fromEntries(members) as SettingMembers<By>;
}

/** The settings of a half as their owner sees them, without those that have code of their own. */
export function shownSettings<By extends Half>(by: By, columns: SettingColumns<By>, members: object): ShownOf<By> {
  const shown = eachSetting()
    .filter(([, { keptBy, as }]) => keptBy === by && as !== 'code')
    .map(([name, setting]) => {
      const value = setting.as === 'column' ? valueIn(columns, name) : valueIn(members, name);
      return [name, value === undefined ? setting.default : value] as const;
    });
  // As above.
  return Object.fromEntries(shown) as ShownOf<By>;
}

function changed(setting: Setting, given: unknown, before: unknown, isNew: boolean): unknown {
  if (given === null && setting.nullable === true) return null;
  const value = given ?? (isNew ? setting.default : before);
  if (setting.type.kind !== 'wholes' || !Array.isArray(value)) return value;
  return [...new Set(value as number[])].sort((a, b) => a - b);
}

function valueIn(values: object | null, name: string): unknown {
  return values === null ? undefined : (values as Readonly<Record<string, unknown>>)[name];
}
