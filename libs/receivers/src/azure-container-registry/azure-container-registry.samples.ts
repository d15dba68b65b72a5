import type { Sample } from '../kit/index.js';

/** What the registry is known to send. */
export const azureContainerRegistryEventNames: readonly string[] = [
  'chart_delete',
  'chart_push',
  'delete',
  'ping',
  'push',
  'quarantine',
];

function sampleOf(action: string, target: object): Sample {
  return {
    body: {
      id: 'cb8c3971-9adc-488b-bdd8-43cbb4974ff5',
      timestamp: '2026-01-15T08:53:20.346Z',
      action,
      target,
      request: {
        id: '3cbb6949-7549-4fa1-86cd-a6d5451dffc7',
        host: 'shop.azurecr.io',
        method: 'PUT',
        useragent: 'docker/27.3.1',
      },
    },
  };
}

const image = {
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  digest: 'sha256:80f0d5c8786bb9e621a45ece0db56d11cdc624ad20da9fe62e9d25490f331d7d',
  repository: 'web',
};

export const azureContainerRegistrySamples: Readonly<Record<string, Sample>> = {
  push: sampleOf('push', { ...image, size: 524, length: 524, tag: 'v2' }),
  delete: sampleOf('delete', image),
  chart_push: sampleOf('chart_push', {
    mediaType: 'application/vnd.acr.helm.chart',
    size: 25_265,
    digest: 'sha256:7f060075264b5ba7c14c23672698152ae6a3ebac1c47916e4efe19cd624d5fab',
    repository: 'charts',
    tag: 'web-1.0.0.tgz',
    name: 'web',
    version: '1.0.0',
  }),
};
