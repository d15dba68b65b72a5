import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SchemeContext } from '../verify/scheme.js';
import type { TestProof } from '../verify/test-proof.js';

/** Signs with a secret of the source itself, or with a key that was made for this call. */
export type TestKey =
  { readonly kind: 'source'; readonly secret: string } | { readonly kind: 'made'; readonly proof: TestProof };

/**
 * What a test call of a source is signed with.
 * @returns null when the source has no secret yet
 */
export async function testKeyOf(
  { verify, secret: field }: ReceiverDefinition,
  secrets: readonly string[],
  context: SchemeContext,
): Promise<TestKey | null> {
  if (field === null) {
    const proof = await verify.inventProof?.(context);
    return proof === undefined ? null : { kind: 'made', proof };
  }
  if (secrets.length === 0) return null;
  const own = secrets.find((secret) => verify.canSign?.(secret) ?? true);
  if (own !== undefined) return { kind: 'source', secret: own };
  const keys = verify.newKeys();
  return keys === null ? null : { kind: 'made', proof: { signingKey: keys.signingKey, secrets: [keys.secret] } };
}
