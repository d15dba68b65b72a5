import type { InboundRequest } from '@kanca/core';
import type { BodyFormat } from './parse/payload.js';
import type { RequestDraft } from './pipeline/inbound-request.js';
import type { Scheme, SourceOptions } from './verify/scheme.js';

/**
 * How much a verified request proves. `signed-body`: every byte; `signed-partial`: a part of it; `authenticated`: who sent it;
 * `url-secret`: that the sender knows the URL; `none`: nothing.
 */
export type Assurance = 'signed-body' | 'signed-partial' | 'authenticated' | 'url-secret' | 'none';

/** The parts of an event that a provider may leave unsigned: somebody who has one genuine request can send it with another value of them. */
export type UnsignedAttribute = 'id' | 'type';

/** What a provider gets to hear. */
export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /**
   * A secret that the provider hands over with this request. It becomes the source's first one, and is taken only within the minutes
   * that an operator has the source wait for it: a stranger could send one as well.
   */
  readonly handsOverSecret?: string;
  /**
   * Why a handshake failed, in one sentence for the operator that holds no secret. The caller hears the rest of the answer, and the
   * request is kept as a rejection.
   */
  readonly refused?: string;
}

/** What a handshake may look at before anything is verified. It holds no secret, so nothing can be signed for a stranger. */
export interface OpenView {
  /** False while the source waits for its first secret. */
  readonly hasSecret: boolean;
  readonly options: SourceOptions;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly publicUrl: string;
}

/** The same, for a handshake that needs the secrets. */
export interface HandshakeView extends OpenView {
  /** Newest first; none while the source waits for one. */
  readonly secrets: readonly string[];
}

/**
 * What the same bytes mean where a notification has no id of its own. A hash is not an id: a provider that says "this account changed"
 * says so in the same bytes the next time. `never`: every request is a new event. Otherwise equal bytes are one event only for as long
 * as a provider tries to deliver one request, counted from the first of them.
 */
export type Repetitions = 'never' | { readonly withinSeconds: number };

/** One event as a receiver reads it, in the provider's own words. */
export interface ReadEvent {
  /** The provider's id of this delivery, which is the same event for as long as it is kept. Without one, `repetitions` says what equal bytes are. */
  readonly id: string | undefined;
  /** Set only where `id` is made of the content of the notification, and is not an id that the provider gave. */
  readonly repetitions?: Repetitions | undefined;
  /** What the id is unique within, where that is less than the whole source: CloudEvents number theirs by their own `source`. */
  readonly scope?: string | undefined;
  /**
   * `bytes`: the signed bytes hold a time or a number that no other event of this provider has, and the id is not signed. So the same
   * bytes are the same event for as long as it is kept, under each id. Never where two genuine events can have
   * equal bytes, and never where the provider writes the time of sending into a retry.
   */
  readonly knownBy?: 'bytes' | undefined;
  /**
   * Needed with `knownBy: 'bytes'` where the type is not signed: whether the signed content is that of another event than `type` says. Such an event does not
   * take the place of the genuine one, and all of them with the same bytes are one.
   */
  readonly isMisnamed?: boolean | undefined;
  /** The provider's own event name; the pipeline puts `{provider}.` before it. */
  readonly type: string | undefined;
  /** What handlers get. The whole payload when left out, which is then stored as the bytes that came. */
  readonly data?: unknown;
  readonly subject?: string | undefined;
  readonly time?: Date | undefined;
}

/** A request that proves ownership of the URL and carries no event. */
export type Handshake = SignedHandshake | UnsignedHandshake;

/** Looked at only after the request was verified and parsed. */
export interface SignedHandshake {
  readonly name: string;
  readonly isSigned: true;
  readonly secrets?: undefined;
  /** The answer, or null when the request is not this handshake. */
  readonly answer: (request: InboundRequest, payload: unknown, view: HandshakeView) => Answer | null;
}

/** Looked at before anything is verified: it may neither reveal nor change anything, and has to tell its request at a glance. */
export type UnsignedHandshake = OpenHandshake | KeyedHandshake;

/** An unsigned handshake that needs no secret, and gets none. */
export interface OpenHandshake {
  readonly name: string;
  readonly isSigned: false;
  readonly secrets?: undefined;
  /** Whether its answer may have `handsOverSecret`, which a source takes only while somebody has it wait for one. */
  readonly handsOver?: true;
  readonly answer: (request: InboundRequest, view: OpenView) => Answer | null;
}

/** An unsigned handshake that needs the secrets of the source, and says what for. */
export interface KeyedHandshake {
  readonly name: string;
  readonly isSigned: false;
  /**
   * `compared`: the request shows that it knows the secret, and nothing of the answer is made with it. Otherwise the answer holds a
   * signature over a value of the caller: anybody can get one, and no value that is signed may ever pass for an event.
   */
  readonly secrets: 'compared' | SignedForCallers;
  readonly answer: (request: InboundRequest, view: HandshakeView) => Answer | null;
}

/** How a stranger gets a value signed. The contract suite uses it to try to forge an event. */
export interface SignedForCallers {
  /** @example asks: (value) => ({ method: 'GET', url: `/?crc_token=${encodeURIComponent(value)}` }) */
  readonly asks: (value: string) => RequestDraft;
}

/** The secret that a source of this provider needs. */
export interface SecretField {
  /** What the provider calls it, in camelCase: `secret`, `signingSecret`. */
  readonly name: string;
  /** Further names that its secrets go by, where the provider hands out several: `['secondaryKey']`. */
  readonly alsoNamed?: readonly string[];
  readonly label: string;
  /** Where to find it, or who chooses it. */
  readonly help: string;
}

/** A setting of a source besides its secrets. */
export type OptionField = BooleanOption | NumberOption | TextOption | ListOption | SecretOption;

interface OptionText {
  readonly name: string;
  readonly label: string;
  readonly help: string;
}

export interface BooleanOption extends OptionText {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface NumberOption extends OptionText {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** A list of texts. */
export interface ListOption extends OptionText {
  readonly kind: 'list';
  readonly isRequired: boolean;
}

/** A second secret, such as a verify token. It is kept and shown like one: closed, and never. */
export interface SecretOption extends OptionText {
  readonly kind: 'secret';
  readonly isRequired: boolean;
}

export interface TextOption extends OptionText {
  readonly kind: 'text';
  /** The only texts that are taken; any text unless told. */
  readonly choices?: readonly string[];
  readonly isRequired: boolean;
}

/** An invented request of the provider, for the catalogue, for test sends and for `kanca trigger`. It is signed when it is sent. */
export interface Sample {
  /** The first method of the receiver unless told. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is; anything else as JSON. */
  readonly body: unknown;
}

/** What makes a sample a new delivery each time it is sent. */
export interface Freshness {
  readonly id: string;
  readonly now: Date;
}

/** @example { name: 'signed', problem: 'names no part' } */
export interface OptionProblem {
  readonly name: string;
  readonly problem: string;
}

/** Which bytes of a compressed body the sender signs: those on the wire, or those that it compressed. */
export type CompressedAs = 'signed-as-sent' | 'signed-inflated';

/** What a provider folder writes down. */
export interface ReceiverSpec {
  /** Lower-case; the word in the URL and before every event type. */
  readonly name: string;
  readonly title: string;
  /** The provider's own page on how its requests are signed. */
  readonly docs: string;
  readonly assurance: Assurance;
  /** The same, where it depends on the options of the source. */
  readonly assuranceOf?: (options: SourceOptions) => Assurance;
  /** What of its events the provider does not sign, though it signs the body; the contract suite tries it. Nothing unless told. */
  readonly unsigned?: readonly UnsignedAttribute[] | ((options: SourceOptions) => readonly UnsignedAttribute[]);
  /** What to do at the provider, one step a line. */
  readonly setup: readonly string[];
  /** Null only where the proof needs none, such as a certificate that the provider publishes. */
  readonly secret: SecretField | null;
  readonly options?: readonly OptionField[];
  /** `POST` unless told. */
  readonly methods?: readonly string[];
  /** JSON unless told. */
  readonly body?: readonly BodyFormat[];
  /** Whether a request without a body is one of this provider's: its payload is `null` then. */
  readonly isBodyOptional?: boolean;
  /** What a request hears that could not be shown to come from the provider, where that page asks for another answer than a problem document. */
  readonly refusal?: Answer;
  readonly verify: Scheme;
  /**
   * For senders that are known to compress: how they sign such a body, or null where a source takes none. Left out, a body with a
   * `content-encoding` is refused, since nobody signs that header and it would change the bytes that are read.
   */
  readonly inflates?: (options: SourceOptions) => CompressedAs | null;
  readonly handshakes?: readonly Handshake[];
  /** Whether the operator may see a secret that a handshake handed over, once: the provider's own page asks for it. */
  readonly showsHandedOverSecret?: boolean;
  /**
   * Pure: one request and its payload in, one event or more out. Where an event repeats what surrounds it in the payload, give a
   * generator: the events are limited in bytes, and none after the limit is made.
   */
  readonly read: (request: InboundRequest, payload: unknown, options: SourceOptions) => ReadEvent | Iterable<ReadEvent>;
  /** What the same bytes without an id are: one event within 5 minutes, unless told. */
  readonly repetitions?: Repetitions | ((options: SourceOptions) => Repetitions);
  /** What is wrong with options that are right one by one. */
  readonly checkOptions?: (options: SourceOptions) => readonly OptionProblem[];
  /** What the provider expects when all went well: `200` and the event ids unless told. */
  readonly answer?: Answer | undefined;
  /** How long the provider waits for an answer at most, where `reply` handlers have to hurry. */
  readonly replyWithinMs?: number | undefined;
  /** Event names that the provider is known to send, in its own words. */
  readonly events: readonly string[];
  /** By event name. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** The sample as a delivery of its own: a new id and the time of now, wherever the provider writes them. */
  readonly freshen?: (sample: Sample, freshness: Freshness) => Sample;
}

/** A receiver: what its folder says, with every default filled in. Made by `defineReceiver`. */
export type ReceiverDefinition = Omit<ReceiverSpec, 'answer' | 'replyWithinMs' | 'repetitions' | 'unsigned'> &
  Required<Pick<ReceiverSpec, 'options' | 'methods' | 'body' | 'handshakes' | 'freshen'>> & {
    readonly repetitionsOf: (options: SourceOptions) => Repetitions;
    readonly unsignedOf: (options: SourceOptions) => readonly UnsignedAttribute[];
    readonly answer: Answer | undefined;
    readonly replyWithinMs: number | undefined;
    /** The handshakes by when they are looked at. */
    readonly signedHandshakes: readonly SignedHandshake[];
    readonly unsignedHandshakes: readonly UnsignedHandshake[];
  };
