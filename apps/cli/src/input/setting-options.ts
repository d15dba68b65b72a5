import { eachSetting, type Setting } from '@kanca/sender/settings';
import { Option } from 'commander';

/** A setting of a subscription that has an option. */
export interface SettingOption {
  /** As the API calls it. */
  readonly field: string;
  readonly setting: Setting;
  /** As `commander` calls the value of the option. */
  readonly attribute: string;
  /** `--rate-limit` */
  readonly long: string;
}

/** The options that set settings, in the order of the settings. */
export const SETTING_OPTIONS: readonly SettingOption[] = eachSetting().flatMap(([field, setting]) => {
  if (setting.option === undefined) return [];
  const option = optionOf(setting.option);
  return [{ field, setting, attribute: option.attributeName(), long: option.long ?? '' }];
});

/** @returns undefined for a setting that the command cannot set */
export function optionOfSetting({ option: described, type, nullable }: Setting): Option | undefined {
  if (described === undefined) return undefined;
  const option = optionOf(described);
  // One that may be taken away takes "none", too: the API judges those.
  return type.kind === 'oneOf' && nullable !== true ? option.choices(type.values) : option;
}

function optionOf({ flags, help }: NonNullable<Setting['option']>): Option {
  return new Option(flags, help);
}
