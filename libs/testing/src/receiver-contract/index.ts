export { describeReceiver } from './describe-receiver.js';
export { MemoryEventLog } from './memory-event-log.js';
export type {
  ExpectedEvent,
  ExpectedHandshake,
  ReceiverVector,
  VectorAnswer,
  VectorExpectation,
} from './receiver-vector.js';
export {
  NotingObserver,
  ScriptedReplyDesk,
  serveIngress,
  type ServedIngress,
  type ServeIngressOptions,
} from './serve-ingress.js';
export type { TestRunner } from './test-runner.js';
export { VectorDocuments } from './vector-documents.js';
