export { echoChallenge, wantsNoEcho } from './echo-challenge.js';
export { EndpointVerification, type EndpointTestResult } from './endpoint-verification.js';
export { ScheduledVerification } from './scheduled-verification.js';
export { plausibleSample, SampleEvents, type SampleEvent } from '../event-types/sample-events.js';
export { TestCalls, type Answered, type TestNotification } from './test-calls.js';
export {
  CHECK_NAMES,
  VERIFICATION_METHODS,
  type Check,
  type CheckName,
  type Verification,
  type VerificationMethod,
} from '../model/verification.js';
export type { VerifyRequest } from './verifier.js';
