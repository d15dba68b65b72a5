import type { Command } from 'commander';
import { act } from '../act.js';
import { remove } from '../remove.js';
import { resumeCommand } from '../resume.js';
import { listAttempts } from './attempts.js';
import { commitDeliveries } from './commit.js';
import { createSubscription } from './create.js';
import { extendLease } from './extend.js';
import { fetchDeliveries } from './fetch.js';
import { recoverCommand } from './recover.js';
import { releaseDeliveries } from './release.js';
import { rotateSecret } from './rotate-secret.js';
import { subscriptionSecrets } from './secrets.js';
import { testSubscription } from './test.js';
import { updateSubscription } from './update.js';
import { verifySubscription } from './verify.js';

/** What `kanca subscriptions` does beside listing and showing them. */
export function subscriptionCommands(): readonly Command[] {
  return [
    createSubscription(),
    updateSubscription(),
    rotateSecret(),
    subscriptionSecrets(),
    act('subscriptions', 'pause', 'Hold the deliveries of a subscription. Events keep arriving.'),
    resumeCommand('subscriptions'),
    listAttempts(),
    recoverCommand('recover', 'Deliver again what has failed.'),
    recoverCommand('replay-missing', 'Deliver what it asks for now and never got.'),
    verifySubscription(),
    testSubscription(),
    fetchDeliveries(),
    commitDeliveries(),
    releaseDeliveries(),
    extendLease(),
    remove('subscriptions', 'Remove a subscription, and cancel what it has waiting.'),
  ];
}
