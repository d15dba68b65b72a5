import type { AddressPolicy } from '../address/address-policy.js';
import { parseIpAddress } from '../address/ip-address.js';
import type { Destination } from './destination.js';
import { DestinationRefused } from './destination-refused.js';
import { isForbiddenName } from './forbidden-names.js';
import { isForbiddenPort } from './forbidden-ports.js';
import { OwnOrigins } from './own-origins.js';
import { hostnameOf, portOf } from './url-parts.js';

const MAX_URL_LENGTH = 4_096;

/** Which addresses may be called, and whether only over HTTPS. `ownOrigins` are the hub's own and are refused. */
export interface DestinationPolicyOptions {
  readonly addresses: AddressPolicy;
  /** Refuse plain HTTP (false). */
  readonly requireHttps?: boolean;
  /** URLs under which the hub itself answers: never called (none). */
  readonly ownOrigins?: readonly string[];
  /** Hears of every URL that was refused when it was to be saved. Must not throw. */
  readonly onRefused?: (refused: DestinationRefused, destination: string) => void;
}

/**
 * Which URLs may be called. It reads a URL once, the WHATWG way, and judges what that made of it: `http://0x7f.1` is
 * `127.0.0.1` here as it is on the wire.
 * @example
 * const policy = new DestinationPolicy({ addresses: AddressPolicy.allowing([]) });
 * policy.assertAllowedDestination('https://billing.example/hooks');
 */
export class DestinationPolicy {
  readonly addresses: AddressPolicy;
  readonly ownOrigins: OwnOrigins;
  private readonly requireHttps: boolean;
  private readonly onRefused: NonNullable<DestinationPolicyOptions['onRefused']>;

  /** @throws KancaError `invalid_request` when an own origin is not a URL */
  constructor(options: DestinationPolicyOptions) {
    this.addresses = options.addresses;
    this.ownOrigins = new OwnOrigins(options.ownOrigins ?? []);
    this.requireHttps = options.requireHttps ?? false;
    this.onRefused = options.onRefused ?? (() => undefined);
  }

  /**
   * What can be judged when a URL is saved: scheme, user info, port, name, and a host written as an address.
   * What a name resolves to is judged by each connection.
   * @throws DestinationRefused (a KancaError `egress_refused`) saying what to change
   */
  assertAllowedDestination(url: string): Destination {
    try {
      const read = this.read(url);
      assertWrittenPlainly(url, read);
      return this.judge(read);
    } catch (error) {
      if (error instanceof DestinationRefused) this.onRefused(error, URL.canParse(url) ? new URL(url).host : '');
      throw error;
    }
  }

  /**
   * The URL of a text, when it is one that could be called at all.
   * @throws DestinationRefused for text that is not a URL, for schemes but http and https, and for user info
   */
  read(text: string): URL {
    if (text.length > MAX_URL_LENGTH)
      throw new DestinationRefused('url', `The URL is longer than ${String(MAX_URL_LENGTH)} characters: shorten it.`);
    if (!URL.canParse(text))
      throw new DestinationRefused('url', 'The address is not a URL: expected one like https://host.example/path.');
    const url = new URL(text);
    if (url.protocol !== 'https:' && (url.protocol !== 'http:' || this.requireHttps))
      throw new DestinationRefused(
        'scheme',
        `URLs that start with "${url.protocol}" are not called: use https:${this.requireHttps ? '' : ' or http:'}.`,
      );
    if (url.username !== '' || url.password !== '')
      throw new DestinationRefused(
        'userinfo',
        'The URL holds a user name or a password: take them out, and send an Authorization header instead.',
      );
    return url;
  }

  /**
   * Judges the origin of a URL that `read` returned.
   * @throws DestinationRefused
   */
  judge(url: URL): Destination {
    const hostname = hostnameOf(url);
    const port = portOf(url);
    if (isForbiddenPort(port))
      throw new DestinationRefused(
        'port',
        `Port ${String(port)} is not called: use 80, 443, or one from 1024 up that is not a well-known internal service's.`,
      );
    const address = parseIpAddress(hostname);
    if (address === null && (hostname === '' || isForbiddenName(hostname, this.addresses)))
      throw new DestinationRefused('name', `The host "${hostname}" is not on the public internet: use a public host.`);
    if (address !== null && !this.addresses.admits(address))
      throw new DestinationRefused(
        'address',
        `The address ${hostname} is private, reserved or local: use one on the public internet.`,
      );
    if (this.ownOrigins.ownsHost(hostname, port) || (address !== null && this.ownOrigins.ownsAddress(address, port)))
      throw new DestinationRefused('own_origin', 'The URL is the hub itself, which does not call itself: use another.');
    return { origin: url.origin, isTls: url.protocol === 'https:', hostname, address, port };
  }
}

/** A URL parser takes these out or changes them, so the saved text would show another address than the one that is called. */
function assertWrittenPlainly(url: string, { protocol }: URL): void {
  const [odd] = /[\p{Cc}\p{Cf}\p{Z}\\]/u.exec(url) ?? [];
  if (odd === undefined && url.toLowerCase().startsWith(`${protocol}//`)) return;
  if (odd === undefined)
    throw new DestinationRefused(
      'url',
      `The URL has to begin with "${protocol}//": write it like https://host.example/path.`,
    );
  const name = `U+${(odd.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  throw new DestinationRefused(
    'url',
    `The URL holds the character ${name}, which is a blank, a backslash or one that cannot be seen: take it out, or write it as %20 or the like.`,
  );
}
