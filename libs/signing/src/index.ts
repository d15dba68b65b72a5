export { decodeBytes, encodeBytes, type ByteEncoding } from './byte-encoding.js';
export { constantTimeEqual } from './constant-time-equal.js';
export { hmacDigest, type HashAlgorithm } from './hmac-digest.js';
export { signStandard, type StandardSigning } from './standard-webhooks/sign-standard.js';
export {
  generateStandardKeyPair,
  parseStandardPrivateKey,
  parseStandardPublicKey,
  standardJwk,
  type StandardKeyPair,
} from './standard-webhooks/standard-key-pair.js';
export { generateSecret, parseSecret } from './standard-webhooks/standard-secret.js';
export {
  verifyStandard,
  type StandardRefusal,
  type StandardVerdict,
  type StandardVerification,
} from './standard-webhooks/verify-standard.js';
export {
  algorithmOf,
  keyOfSet,
  signJwt,
  verifyJwtWithKey,
  verifyJwtWithSecret,
  type JwtAlgorithm,
} from './jwt/jwt-signature.js';
export { readJwt, type Jwt } from './jwt/read-jwt.js';
export { generateSigningKeys, signWithKey, verifyWithKey } from './public-key/key-signature.js';
export { asPublicKey } from './public-key/public-key.js';
export type { ALGORITHMS, SignatureAlgorithm } from './public-key/signature-algorithm.js';
export { issueCertificate, type CertificateRequest } from './certificate/issue-certificate.js';
