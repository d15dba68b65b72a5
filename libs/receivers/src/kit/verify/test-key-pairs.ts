import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/** A pair for one test call. Made off the main thread: an RSA key takes some 100 ms. */
export function newRsaPair(): Promise<KeyPairKeyObjectResult> {
  return generate('rsa', { modulusLength: 2_048 });
}

/** The same on the curve P-256. */
export function newCurvePair(): Promise<KeyPairKeyObjectResult> {
  return generate('ec', { namedCurve: 'P-256' });
}
