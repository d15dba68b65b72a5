export { eventually, type PatienceOptions } from './eventually.js';
export {
  describeReceiver,
  MemoryEventLog,
  NotingObserver,
  ScriptedReplyDesk,
  serveIngress,
  VectorDocuments,
  type ExpectedEvent,
  type ExpectedHandshake,
  type ReceiverVector,
  type ServedIngress,
  type ServeIngressOptions,
  type TestRunner,
  type VectorAnswer,
  type VectorExpectation,
} from './receiver-contract/index.js';
export { ScriptedRunner } from './scripted-runner.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { createTestEngine, type TestEngine, type TestEngineOptions } from './test-engine.js';
