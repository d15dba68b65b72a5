export type { ConditionVerdict } from './explain-where.js';
export { DeliveryExplainer, type HypotheticalEvent, type WhyAnswer, type WhyCheck } from './delivery-explainer.js';
