import type { SettingValue } from './subscription-settings.js';

/** How deliveries are put together into one request: no more than `maxEvents`, and the first waits for the others for `maxWaitMs` at most. */
export type BatchPolicy = SettingValue<'batch'>;
