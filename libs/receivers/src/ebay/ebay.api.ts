import { parseJson, SignatureError, textAt, valueAt, VerificationUnavailable } from '../kit/index.js';
import type { RemoteAnswer } from '../kit/built-in.js';
import type { RemoteDocuments, SourceOptions } from '../kit/index.js';

const HOSTS = { production: 'https://api.ebay.com', sandbox: 'https://api.sandbox.ebay.com' } as const;
/** The sandbox has the scopes of production. */
const TOKEN_QUESTION = `grant_type=client_credentials&scope=${encodeURIComponent('https://api.ebay.com/oauth/api_scope')}`;
const ACCESS_TOKEN = /^[\x21-\x7e]{1,4096}$/;
/** A token is not used in the last minute of its life: it may be over when it arrives. */
const MARGIN_SECONDS = 60;
const A_DAY_SECONDS = 86_400;
/** eBay asks for keys to be kept for an hour. */
const KEY_GOOD_FOR_MS = 3_600_000;
const NOTHING = Buffer.alloc(0);
const JSON_TYPE = 'application/json';

/**
 * eBay’s REST API for one application: the public keys that notifications are signed with are told to nobody else. Its access token is
 * asked for once and kept until a minute before it ends; should eBay have ended it earlier, another is asked for.
 * Source: https://developer.ebay.com/api-docs/commerce/notification/resources/public_key/methods/getPublicKey
 */
export class EbayApi {
  private readonly host: string;
  private readonly clientId: string;
  private readonly clientSecret: string;

  /** @throws SignatureError when the source has no credentials to ask with */
  constructor(
    private readonly documents: RemoteDocuments,
    { environment, clientId, clientSecret }: SourceOptions,
  ) {
    if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
      throw new SignatureError(
        'document_unavailable',
        'eBay tells the key that notifications are signed with to its developers only: set the options clientId and clientSecret',
      );
    this.host = environment === 'sandbox' ? HOSTS.sandbox : HOSTS.production;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /**
   * The public key of an id, as eBay writes it.
   * @throws SignatureError when eBay knows no such key
   * @throws VerificationUnavailable when it does not answer, or does not take the credentials
   */
  async publicKey(kid: string): Promise<string> {
    const first = await this.askForKey(await this.accessToken(false), kid);
    const { status, body } = first.status === 401 ? await this.askForKey(await this.accessToken(true), kid) : first;
    if (status === 401 || status === 403) throw unknownClient(status);
    if (status === 400 || status === 404)
      throw new SignatureError(
        'signature_mismatch',
        `eBay knows no key of the id in the signature (status ${String(status)})`,
      );
    const answer = readJson(body);
    const key = textAt(answer, 'key');
    if (status !== 200 || key === undefined)
      throw new VerificationUnavailable(`eBay was asked for a key and answered ${String(status)} without one`);
    if (!isEcdsaWithSha1(answer))
      throw new SignatureError('signature_mismatch', 'the key of the signature is not one for ECDSA with SHA1');
    return key;
  }

  private askForKey(accessToken: string, kid: string): Promise<RemoteAnswer> {
    const question = {
      method: 'GET' as const,
      url: `${this.host}/commerce/notification/v1/public_key/${kid}`,
      headers: { authorization: `Bearer ${accessToken}`, accept: JSON_TYPE },
      body: NOTHING,
      asker: this.clientId,
      goodForMs: () => KEY_GOOD_FOR_MS,
    };
    return this.documents.ask(question);
  }

  private async accessToken(isAskedAnew: boolean): Promise<string> {
    const credentials = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    const { status, body } = await this.documents.ask({
      url: `${this.host}/identity/v1/oauth2/token`,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: JSON_TYPE,
      },
      body: Buffer.from(TOKEN_QUESTION),
      asker: this.clientId,
      goodForMs: lifeOfToken,
      isAskedAnew,
    });
    if (status !== 200) throw unknownClient(status);
    const token = textAt(readJson(body), 'access_token') ?? '';
    if (!ACCESS_TOKEN.test(token)) throw new VerificationUnavailable('eBay answered without an access token');
    return token;
  }
}

/** A key that does not say what it is for is of the only kind that eBay describes. */
function isEcdsaWithSha1(answer: unknown): boolean {
  const [algorithm, digest] = [textAt(answer, 'algorithm') ?? 'ECDSA', textAt(answer, 'digest') ?? 'SHA1'];
  return algorithm.toUpperCase() === 'ECDSA' && digest.toUpperCase() === 'SHA1';
}

/** What an answer says, or undefined when it is no JSON. */
function readJson(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

function lifeOfToken(answer: Buffer): number {
  const seconds = valueAt(readJson(answer), 'expires_in');
  if (typeof seconds !== 'number') return 0;
  return Math.max(0, Math.min(seconds, A_DAY_SECONDS) - MARGIN_SECONDS) * 1_000;
}

function unknownClient(status: number): VerificationUnavailable {
  return new VerificationUnavailable(
    `eBay answered ${String(status)}: are the options clientId and clientSecret those of a keyset of the same environment?`,
  );
}
