export type { ConditionVerdict } from './explain-where.js';
export { Why, type HypotheticalEvent, type WhyAnswer, type WhyCheck } from './why.js';
