import { Ingress } from '@kanca/receivers';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HubIdentity } from '../observability/hub-identity.js';

/** Where a call of the API came from. */
export interface RequestOrigin {
  /** As trusted proxies tell it. */
  readonly address: string;
  /** What an address is counted by: a customer of a provider has a whole /64 of IPv6. */
  readonly network: string;
  /** Whether browsers reach the hub over TLS. */
  readonly isSecure: boolean;
  /** The origins under which browsers know the hub: `https://hub.example.com`. */
  readonly ownOrigins: readonly string[];
}

/** Tells where calls come from, by the rules of the receiving edge. */
@Injectable()
export class RequestOrigins {
  private readonly publicOrigin: string;

  constructor(
    private readonly ingress: Ingress,
    identity: HubIdentity,
  ) {
    this.publicOrigin = new URL(identity.publicUrl).origin;
  }

  of(request: FastifyRequest): RequestOrigin {
    const { address, network, isHttps } = this.ingress.originOf(request.raw);
    const isSecure = isHttps || this.publicOrigin.startsWith('https:');
    const host = request.headers.host?.toLowerCase();
    const named = host === undefined ? [] : [`https://${host}`, ...(isSecure ? [] : [`http://${host}`])];
    return { address, network, isSecure, ownOrigins: [this.publicOrigin, ...named] };
  }
}
