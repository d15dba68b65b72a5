import type { Clock, Observer } from '@kanca/core';
import {
  AddressPolicy,
  DestinationPolicy,
  GuardedClient,
  parseProxy,
  type BlockedReport,
  type BlockedTally,
} from '@kanca/egress';
import type { HubConfig } from '../config/hub-config.js';
import type { Metrics } from '../observability/metrics.js';

/** What a hub calls others with, and what judges the addresses it is given. */
export interface Egress {
  readonly destinations: DestinationPolicy;
  readonly client: GuardedClient;
}

interface Witnesses {
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly tally: BlockedTally;
  readonly clock: Clock;
}

/** The hub's one door to the outside, as it was configured. What it refuses is logged, counted and put on record. */
export function openEgress(config: HubConfig, { observer, metrics, tally, clock }: Witnesses): Egress {
  const onBlocked = (report: BlockedReport): void => {
    const { owner, ...refusal } = report;
    observer.noted('an outgoing call was refused by the egress guard', { ...refusal, ...owner }, 'warn');
    metrics.countBlocked(report);
    tally.add(report, clock.now());
  };
  const destinations = new DestinationPolicy({
    addresses: AddressPolicy.allowing(config.egressAllow, { metadata: config.egressAllowMetadata }),
    requireHttps: config.egressRequireHttps,
    ownOrigins: [config.publicUrl, `http://localhost:${String(config.port)}`, listeningOrigin(config)],
    onRefused: ({ reason, message }, destination) => {
      onBlocked({ destination, reason, detail: message, purpose: 'save', owner: null });
    },
  });
  const client = new GuardedClient({
    policy: destinations,
    onBlocked,
    ...(config.egressProxy === null ? {} : { proxy: parseProxy(config.egressProxy) }),
  });
  return { destinations, client };
}

/** Where the hub listens. A wildcard stands for every address of this machine. */
function listeningOrigin({ host, port }: HubConfig): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
