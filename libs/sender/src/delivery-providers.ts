import type { Type } from '@nestjs/common';
import { AccessTokens } from './authentication/access-tokens.js';
import { Authenticator } from './authentication/authenticator.js';
import { DeliveryExtras } from './subscriptions/delivery-extras.js';
import { SandboxThread } from './transformations/sandbox-thread.js';
import { TransformationCheck } from './transformations/transformation-check.js';
import { TransformationPreview } from './previews/transformation-preview.js';
import { Transformations } from './transformations/transformations.js';
import { SecretKeeper } from './secrets/secret-keeper.js';
import { SecretUses } from './secrets/secret-uses.js';
import { SigningKeys } from './secrets/signing-keys.js';
import { SubscriptionSecrets } from './subscriptions/subscription-secrets.js';

/** Secrets, signing keys, authentication and transformations: what goes into a notification beside the event. */
export const DELIVERY_PROVIDERS: Type[] = [
  SecretKeeper,
  SecretUses,
  SigningKeys,
  SubscriptionSecrets,
  AccessTokens,
  Authenticator,
  SandboxThread,
  Transformations,
  TransformationCheck,
  TransformationPreview,
  DeliveryExtras,
];
