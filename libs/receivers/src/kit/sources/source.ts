import type { SourceSettings } from '../pipeline/source-settings.js';

/**
 * `needs_secret`: its URL exists and answers 503, so that the provider tries again once there is one. `needs_key`: it has secrets, and
 * this process can open none of them, because it lacks the encryption key; its URL answers 503, too.
 */
export type SourceState = 'ready' | 'needs_secret' | 'needs_key';

/** `file`: written in the configuration or in code, and changed there. `api`: made through the management API. */
export type SourceOrigin = 'file' | 'api';

/** One configured account of a provider, as the ingress needs it: with its secrets in the clear, so never to be shown. */
export interface Source extends SourceSettings {
  /** UUID. */
  readonly id: string;
  readonly tenant: string;
  readonly provider: string;
  /** The last part of its URL; null for the provider's main source. */
  readonly name: string | null;
  /** CloudEvents `source` of its events: `/github` or `/github/acme`. */
  readonly uri: string;
  readonly origin: SourceOrigin;
  /** Until when it takes a secret that its provider hands over; null while it takes none. */
  readonly awaitsSecretUntil: Date | null;
}

/** A source as the configuration or code has it. */
export interface SourceSpec {
  /** `default` unless told. */
  readonly tenant?: string | undefined;
  readonly provider: string;
  readonly name?: string | undefined;
  readonly secrets: readonly string[];
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** A source that needs no database. */
export interface FixedSourceSpec extends SourceSpec {
  /** Until when it takes a secret that its provider hands over; it takes none unless told. */
  readonly awaitsSecretUntil?: Date;
}

/** Whether a source takes a secret that its provider hands over now. */
export function isAwaited({ awaitsSecretUntil }: Pick<Source, 'awaitsSecretUntil'>, now: number): boolean {
  return awaitsSecretUntil !== null && now < awaitsSecretUntil.getTime();
}

/** `/github` or `/github/acme`: what the source adds to the URL of the ingress, and the CloudEvents `source` of its events. */
export function uriOf(provider: string, name: string | null): string {
  return name === null ? `/${provider}` : `/${provider}/${name}`;
}
