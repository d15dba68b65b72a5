import { CHECK_NAMES, VERIFICATION_METHODS } from '@kanca/sender';
import { z } from 'zod';

const checkSchema = z
  .object({
    name: z.enum(CHECK_NAMES),
    expected: z.string().describe('What had to come back.'),
    status: z.int().nullable().describe('What came back; null when nothing did.'),
    latencyMs: z.int().nullable(),
    passed: z.boolean(),
    decides: z
      .boolean()
      .optional()
      .describe('false: this format cannot ask it of an endpoint, so that it is advice, and failing it fails nothing.'),
    advice: z.string().nullable().describe('How to mend it.'),
  })
  .meta({ id: 'VerificationCheck' });

export const verificationSchema = z
  .object({
    state: z.enum(['unverified', 'verified', 'failed']),
    at: z.iso.datetime().nullable(),
    method: z.enum(VERIFICATION_METHODS).nullable(),
    checks: z.array(checkSchema),
    isHolding: z.boolean().describe('Whether its deliveries are held until it is verified.'),
  })
  .meta({ id: 'Verification' });

const typeSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[A-Za-z0-9_:/-]+(\.[A-Za-z0-9_:/-]+)*$/, 'is no event type: expected one like invoice.paid')
  .describe('Event type of the test notification; one that its filters ask for when it is missing.');

export const verifySchema = z.strictObject({
  method: z
    .enum(VERIFICATION_METHODS)
    .default('calls')
    .describe(
      'calls: a genuine call must be accepted and forged ones refused. echo: it says a word back. options: it consents as CloudEvents has it. ' +
        'manual: somebody who reads what it gets calls an address, or an operator confirms it.',
    ),
  type: typeSchema.optional(),
  confirm: z.boolean().optional().describe('Take my word for it (manual; needs a key with the scope admin).'),
});

export const testSchema = z.strictObject({ type: typeSchema.optional() });

export const testResultSchema = z
  .object({
    passed: z.boolean(),
    reenabled: z.boolean().describe('Whether it was disabled, and is enabled again because every check passed.'),
    checks: z.array(checkSchema),
  })
  .meta({ id: 'SubscriptionTestResult' });

export const confirmationQuerySchema = z.strictObject({ token: z.string().min(1).max(200) });
