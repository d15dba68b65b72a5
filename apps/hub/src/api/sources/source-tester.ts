import { Clock, KancaError, newUuid, Randomness } from '@kanca/core';
import {
  ReceiverRegistry,
  sampleRequest,
  shownRequest,
  SourceDirectory,
  Sources,
  testKeyOf,
  type ReceiverDefinition,
  type SampleMode,
  type Source,
  type TestKey,
} from '@kanca/receivers';
import { Injectable } from '@nestjs/common';
import { OwnServer } from '../../http/own-server.js';
import { SourceUrls } from './source-urls.js';

export interface SourceTest {
  readonly event?: string | undefined;
  readonly mode: SampleMode;
  readonly data?: unknown;
}

export interface SourceTestResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `test-key`: the source holds nothing that can sign, so a key was made that was good for this one call. */
  readonly signedWith: 'secret' | 'test-key';
  /** The request that was sent, without the secrets that stood in it: a signature stays, so that it can be sent again by hand, and a token does not. */
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

const MAX_WAITING = 20;

/** Signs a sample event with a source's own secret and sends it the way the provider would. */
@Injectable()
export class SourceTester {
  private made: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly sources: Sources,
    private readonly directory: SourceDirectory,
    private readonly receivers: ReceiverRegistry,
    private readonly urls: SourceUrls,
    private readonly door: OwnServer,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws KancaError `not_found`, `conflict` without a secret, `invalid_request` for an event without a sample */
  async test(tenant: string, id: string, { event, mode, data }: SourceTest): Promise<SourceTestResult> {
    const view = await this.sources.get(tenant, id);
    const source = this.directory.find(view.provider, view.name?.toLowerCase());
    if (source === undefined) throw withoutSecret();
    const { publicUrl } = this.urls;
    const url = this.urls.path(view.uri);
    const now = this.clock.now();
    const receiver = this.receivers.require(view.provider);
    const key = await this.keyOf(receiver, source, now);
    const [secret, proof] = key.kind === 'source' ? [key.secret, undefined] : [key.proof.signingKey, key.proof];
    const wrongKey = mode === 'wrong-key' && key.kind === 'made' ? await this.keyOf(receiver, source, now) : undefined;
    const request = sampleRequest(receiver, {
      event,
      mode,
      secret,
      wrongSecret: wrongKey?.kind === 'made' ? wrongKey.proof.signingKey : undefined,
      options: source.options,
      id: newUuid(this.clock, this.randomness),
      now,
      url,
      publicUrl,
      body: data,
    });
    const answer = await this.door.send(request, proof);
    const shown = shownRequest(receiver, source, { ...request, url }, proof?.secrets);
    return {
      ...answer,
      signedWith: key.kind === 'source' ? 'secret' : 'test-key',
      request: { ...shown, url: `${publicUrl}${shown.url}`, body: shown.body.toString('utf8') },
    };
  }

  /** One after the other: making an RSA key keeps a thread busy that deliveries need to look up names. */
  private async keyOf(receiver: ReceiverDefinition, source: Source, now: number): Promise<TestKey> {
    const context = { now, publicUrl: this.urls.publicUrl, options: source.options };
    if (this.waiting >= MAX_WAITING)
      throw new KancaError('too_many_requests', 'Too many tests are under way: try again.', { retryAfterSeconds: 5 });
    this.waiting += 1;
    const making = this.made.then(() => testKeyOf(receiver, source.secrets, context));
    this.made = making.catch(() => undefined);
    const key = await making.finally(() => {
      this.waiting -= 1;
    });
    if (key === null) throw withoutSecret();
    return key;
  }
}

function withoutSecret(): KancaError {
  return new KancaError('conflict', 'The source has no secret to sign a test with: add one first.');
}
