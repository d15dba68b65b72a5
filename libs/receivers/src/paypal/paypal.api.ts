import { parseJson, textAt, valueAt, VerificationUnavailable } from '../kit/index.js';
import type { RemoteAnswer } from '../kit/built-in.js';
import type { RemoteDocuments, SourceOptions } from '../kit/index.js';

const HOSTS = { live: 'https://api-m.paypal.com', sandbox: 'https://api-m.sandbox.paypal.com' } as const;
const ACCESS_TOKEN = /^[\x21-\x7e]{1,4096}$/;
/** A token is not used in the last minute of its life: it may be over when it arrives. */
const MARGIN_SECONDS = 60;
const A_DAY_SECONDS = 86_400;
const JSON_TYPE = 'application/json';

/**
 * PayPal’s REST API for one app. Its access token is asked for once and kept until a minute before it ends; should PayPal have ended it
 * earlier, another is asked for.
 * Source: https://developer.paypal.com/api/rest/authentication/
 */
export class PaypalApi {
  private readonly host: string;
  private readonly clientId: string;
  private readonly clientSecret: string;

  constructor(
    private readonly documents: RemoteDocuments,
    options: SourceOptions,
  ) {
    this.host = options['environment'] === 'sandbox' ? HOSTS.sandbox : HOSTS.live;
    this.clientId = String(options['clientId']);
    this.clientSecret = String(options['clientSecret']);
  }

  /**
   * What PayPal answers to a JSON body, with any status but those that say who asks is not known.
   * @throws VerificationUnavailable when it does not answer, or does not take the credentials
   */
  async post(path: string, body: Buffer): Promise<RemoteAnswer> {
    const answer = await this.postWith(await this.accessToken(false), path, body);
    const last = answer.status === 401 ? await this.postWith(await this.accessToken(true), path, body) : answer;
    if (last.status === 401 || last.status === 403) throw unknownClient(last.status);
    return last;
  }

  private postWith(accessToken: string, path: string, body: Buffer): Promise<RemoteAnswer> {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': JSON_TYPE, accept: JSON_TYPE };
    return this.documents.ask({ url: this.host + path, headers, body, asker: this.clientId });
  }

  private async accessToken(isAskedAnew: boolean): Promise<string> {
    const credentials = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    const { status, body } = await this.documents.ask({
      url: `${this.host}/v1/oauth2/token`,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: JSON_TYPE,
      },
      body: Buffer.from('grant_type=client_credentials'),
      asker: this.clientId,
      goodForMs,
      isAskedAnew,
    });
    if (status !== 200) throw unknownClient(status);
    const token = textAt(readJson(body), 'access_token') ?? '';
    if (!ACCESS_TOKEN.test(token)) throw new VerificationUnavailable('PayPal answered without an access token');
    return token;
  }
}

/** What an answer says, or undefined when it is no JSON. */
export function readJson(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

function goodForMs(answer: Buffer): number {
  const seconds = valueAt(readJson(answer), 'expires_in');
  if (typeof seconds !== 'number') return 0;
  return Math.max(0, Math.min(seconds, A_DAY_SECONDS) - MARGIN_SECONDS) * 1_000;
}

function unknownClient(status: number): VerificationUnavailable {
  return new VerificationUnavailable(
    `PayPal answered ${String(status)}: are clientId and clientSecret those of the app that has the webhook, and of the same environment?`,
  );
}
