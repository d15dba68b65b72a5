export { EVERY_TENANT, type EventType, type EventTypeInput, type JsonSchema } from './event-type.js';
export { EVENT_VALIDATIONS, type EventValidation } from '../settings/event-validation.js';
export { eventTypeProblems } from './event-type-problems.js';
export { EventTypes, type PutEventType, type PutOptions } from './event-types.js';
export { PublishedData, type DataRemark, type DataToCheck } from './published-data.js';
export { CatalogueSamples } from './catalogue-samples.js';
export type { BreakingChange } from './schema-compatibility.js';
export { SchemaCompiler } from './schema-compiler.js';
