import { SystemRandomness } from '@kanca/core';
import { EncryptionKey, SecretVault } from '@kanca/database';

/** A vault with a key of the test's own. */
export function vaultOfTest(): SecretVault {
  return new SecretVault([new EncryptionKey(Buffer.alloc(32, 7))], new SystemRandomness());
}
