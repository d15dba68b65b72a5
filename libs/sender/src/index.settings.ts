/** The descriptions of the settings of a subscription: data alone, so that the command knows them without the sender. */
export {
  eachSetting,
  SUBSCRIPTION_SETTINGS,
  type GivenSettings,
  type Setting,
  type SettingName,
  type SettingType,
  type ShownSettings,
} from './model/subscription-settings.js';
