export { ConfigError, type ConfigProblem } from './config/config-problem.js';
export type { HubConfig } from './config/hub-config.js';
export { loadConfig, type LoadedConfig } from './config/load-config.js';
export { HUB_TABLES } from './hub-tables.js';
export { createLogger } from './observability/logger.js';
export { openApiOfHub } from './openapi-of-hub.js';
export { startHub, type RunningHub } from './start-hub.js';
