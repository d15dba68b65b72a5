import type { Clock, Observer } from '@kanca/core';
import { openEgress, type BlockedReport, type BlockedTally, type Egress } from '@kanca/egress';
import type { HubConfig } from '../config/hub-config.js';
import type { Metrics } from '../observability/metrics.js';

interface Witnesses {
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly tally: BlockedTally;
  readonly clock: Clock;
}

/** The way out as it was configured. What it refuses is logged, counted and put on record. */
export function openHubEgress(config: HubConfig, { observer, metrics, tally, clock }: Witnesses): Egress {
  return openEgress({
    allow: config.egressAllow,
    allowMetadata: config.egressAllowMetadata,
    requireHttps: config.egressRequireHttps,
    ownOrigins: [config.publicUrl, `http://localhost:${String(config.port)}`, listeningOrigin(config)],
    ...(config.egressProxy === null ? {} : { proxy: config.egressProxy }),
    onBlocked: (report: BlockedReport) => {
      const { owner, ...refusal } = report;
      observer.noted('an outgoing call was refused by the egress guard', { ...refusal, ...owner }, 'warn');
      metrics.countBlocked(report);
      tally.add(report, clock.now());
    },
  });
}

/** Where the hub listens. A wildcard stands for every address of this machine. */
function listeningOrigin({ host, port }: HubConfig): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
