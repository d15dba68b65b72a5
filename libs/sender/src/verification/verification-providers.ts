import type { Provider } from '@nestjs/common';
import { ConfirmationCall } from './confirmation-call.js';
import { EndpointTester } from './endpoint-tester.js';
import { EndpointVerification } from './endpoint-verification.js';
import { ScheduledVerification } from './scheduled-verification.js';
import { TestCall } from './test-call.js';
import { VerificationGate } from '../subscriptions/verification-gate.js';
import { VerificationPolicy } from './verification-policy.js';
import { Verifier } from './verifier.js';

/** What verifies endpoints. */
export const VERIFICATION_PROVIDERS: readonly Provider[] = [
  VerificationGate,
  TestCall,
  EndpointTester,
  ConfirmationCall,
  Verifier,
  EndpointVerification,
  ScheduledVerification,
  VerificationPolicy,
];
