import { hmac } from './hmac.js';
import { body, concat, header } from './parts.js';
import { publicKey } from './public-key.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { InboundRequest } from '@kanca/core';
import type { KeyForm } from './key-form.js';
import type { Part } from './part.js';
import type { Scheme, SchemeContext, SchemeKeys } from './scheme.js';
import type { PresentedSignatures, SignatureFormat } from './signature-format.js';

export const STANDARD_TOLERANCE_SECONDS = 300;

const SHARED_KEY: KeyForm = Object.freeze({ encoding: 'base64', prefix: 'whsec_', before: 'v1,' });
const PUBLIC_KEY_PREFIX = 'whpk_';
// A dot would let the end of an id pass for the start of the timestamp.
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;
const NO_FIELDS: Readonly<Record<string, string>> = Object.freeze({});

export interface StandardWebhooksOptions {
  /** What the three headers begin with: `<prefix>-id`, `<prefix>-timestamp`, `<prefix>-signature`. */
  readonly headerPrefix: 'webhook' | 'svix';
  /** How the secret becomes the key: base64 behind `whsec_`, unless told. */
  readonly key?: KeyForm;
  /** Whether a source may have public keys (`whpk_…`) as well, which `v1a` signatures are verified with. */
  readonly takesPublicKeys?: boolean;
}

export interface VersionedList extends SignatureFormat {
  readonly kind: 'versioned_list';
  readonly version: string;
}

/**
 * Standard Webhooks 1.0.0, as its specification has it: over id, timestamp and body with dots between. Any signature of the known
 * version may fit any of the secrets, so that both can be rolled; other versions are passed over.
 * Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
 * @example standardWebhooks({ headerPrefix: 'svix' })
 */
export function standardWebhooks({ headerPrefix, key = SHARED_KEY, takesPublicKeys }: StandardWebhooksOptions): Scheme {
  const from = header(`${headerPrefix}-timestamp`);
  const common = {
    header: `${headerPrefix}-signature`,
    encoding: 'base64',
    signed: concat(idOf(`${headerPrefix}-id`), '.', from, '.', body),
    timestamp: { from, unit: 'seconds', toleranceSeconds: STANDARD_TOLERANCE_SECONDS },
  } as const;
  const shared = hmac({ ...common, algorithm: 'sha256', key, format: versionedList('v1') });
  if (takesPublicKeys !== true) return shared;
  return new EitherKey(shared, publicKey({ ...common, algorithm: 'ed25519', format: versionedList('v1a') }));
}

/**
 * Signatures behind their versions, with spaces between, or with commas and spaces.
 * @example versionedList('v1').parse('v1,K5oZfz… v1a,hnO3f9…') // { signatures: ['K5oZfz…'], fields: {} }
 */
export function versionedList(version: string): VersionedList {
  const start = `${version},`;
  return Object.freeze({
    kind: 'versioned_list',
    version,
    shape: `${start}… ${start}…`,
    parse(value): PresentedSignatures | null {
      // A sender that joins signatures of several secrets may put a comma behind each.
      const entries = value
        .split(' ')
        .filter((entry) => entry.startsWith(start))
        .map((entry) => entry.replace(/,$/, ''));
      return entries.length === 0
        ? null
        : { signatures: entries.map((entry) => entry.slice(start.length)), fields: NO_FIELDS };
    },
    write: (signature) => start + signature,
  } satisfies VersionedList);
}

function idOf(name: string): Part {
  const part = header(name);
  return Object.freeze({
    kind: 'standard_id',
    headers: part.headers,
    read(view) {
      const bytes = part.read(view);
      if (!ID.test(Buffer.concat(bytes).toString('latin1')))
        throw new SignatureError('signature_malformed', `the ${name} header is not visible ASCII without a dot`);
      return bytes;
    },
  } satisfies Part);
}

/** Shared secrets meet the `v1` signatures, public keys the `v1a` ones. A source that moves from one to the other has both. */
class EitherKey implements Scheme {
  readonly kind = 'standard_webhooks';
  readonly headers: readonly string[];
  readonly toleranceSeconds: number | null;

  constructor(
    readonly shared: Scheme,
    readonly asymmetric: Scheme,
  ) {
    this.headers = shared.headers;
    this.toleranceSeconds = shared.toleranceSeconds;
    Object.freeze(this);
  }

  applies(request: InboundRequest, context: SchemeContext): boolean {
    return this.shared.applies(request, context);
  }

  verify(request: InboundRequest, secrets: readonly string[], context: SchemeContext): Promise<void> | undefined {
    const publicKeys = secrets.filter(isPublicKey).map(bareKey);
    const sharedSecrets = secrets.filter((secret) => !isPublicKey(secret));
    if (publicKeys.length === 0) return this.shared.verify(request, sharedSecrets, context);
    if (sharedSecrets.length > 0 && this.fitsShared(request, sharedSecrets, context)) return undefined;
    return this.asymmetric.verify(request, publicKeys, context);
  }

  sign(request: InboundRequest, signingKey: string, context: SchemeContext): InboundRequest {
    return (signingKey.startsWith('-----BEGIN') ? this.asymmetric : this.shared).sign(request, signingKey, context);
  }

  problemOfSecret(secret: string): string | null {
    return isPublicKey(secret) ? this.asymmetric.problemOfSecret(bareKey(secret)) : this.shared.problemOfSecret(secret);
  }

  canSign(secret: string): boolean {
    return !isPublicKey(secret);
  }

  newKeys(): SchemeKeys | null {
    return this.shared.newKeys();
  }

  private fitsShared(request: InboundRequest, secrets: readonly string[], context: SchemeContext): boolean {
    try {
      void this.shared.verify(request, secrets, context);
      return true;
    } catch (error) {
      if (error instanceof SignatureError) return false;
      throw error;
    }
  }
}

function isPublicKey(secret: string): boolean {
  return secret.startsWith(PUBLIC_KEY_PREFIX);
}

function bareKey(secret: string): string {
  return secret.slice(PUBLIC_KEY_PREFIX.length);
}
