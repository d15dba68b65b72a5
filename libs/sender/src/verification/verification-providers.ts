import type { Provider } from '@nestjs/common';
import { ConfirmationCall } from './confirmation-call.js';
import { EndpointTester } from './endpoint-tester.js';
import { EndpointVerification } from './endpoint-verification.js';
import { ScheduledVerification } from './scheduled-verification.js';
import { TestCalls } from './test-calls.js';
import { VerificationGate } from '../subscriptions/verification-gate.js';
import { VerificationPolicy } from './verification-policy.js';
import { Verifier } from './verifier.js';

/** What verifies endpoints. */
export const VERIFICATION_PROVIDERS: readonly Provider[] = [
  VerificationGate,
  TestCalls,
  EndpointTester,
  ConfirmationCall,
  Verifier,
  EndpointVerification,
  ScheduledVerification,
  VerificationPolicy,
];
