export { EncryptionKey } from './encryption-key.js';
export type { KeyRing } from './encryption-key.js';
export { loadOrCreateKeyRing } from './key-file.js';
export type { LoadedKeyRing } from './key-file.js';
export { parseEncryptionKeys } from './parse-encryption-keys.js';
export { SecretVault } from './secret-vault.js';
