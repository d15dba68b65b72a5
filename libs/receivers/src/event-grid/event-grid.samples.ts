import { withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/shop';

function sampleOf(event: object): Sample {
  return {
    headers: { 'aeg-event-type': 'Notification', 'aeg-delivery-count': '0', 'aeg-subscription-name': 'KANCA' },
    body: [
      {
        id: '831e1650-001e-001b-66ab-eeb76e069631',
        eventTime: '2026-01-15T08:53:20.000Z',
        dataVersion: '1',
        metadataVersion: '1',
        ...event,
      },
    ],
  };
}

const blob = {
  api: 'PutBlockList',
  requestId: '831e1650-001e-001b-66ab-eeb76e000000',
  eTag: '0x8D4BCC2E4835CD0',
  contentType: 'image/jpeg',
  contentLength: 524_288,
  blobType: 'BlockBlob',
  url: 'https://shop.blob.core.windows.net/photos/cup.jpg',
  sequencer: '00000000000004420000000000028963',
};

export const eventGridSamples: Readonly<Record<string, Sample>> = {
  'Microsoft.Storage.BlobCreated': sampleOf({
    topic: `${SUBSCRIPTION}/providers/Microsoft.Storage/storageAccounts/shop`,
    subject: '/blobServices/default/containers/photos/blobs/cup.jpg',
    eventType: 'Microsoft.Storage.BlobCreated',
    data: blob,
  }),
  'Microsoft.ContainerRegistry.ImagePushed': sampleOf({
    topic: `${SUBSCRIPTION}/providers/Microsoft.ContainerRegistry/registries/shop`,
    subject: 'web:v2',
    eventType: 'Microsoft.ContainerRegistry.ImagePushed',
    data: {
      id: '831e1650-001e-001b-66ab-eeb76e069631',
      timestamp: '2026-01-15T08:53:20.000Z',
      action: 'push',
      target: { repository: 'web', tag: 'v2', digest: 'sha256:d5c7b08a9f3c', size: 3_023 },
    },
  }),
  // The CloudEvents schema: one event, not in a list.
  'Microsoft.KeyVault.SecretNearExpiry': {
    headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', 'aeg-event-type': 'Notification' },
    body: {
      specversion: '1.0',
      id: '831e1650-001e-001b-66ab-eeb76e069631',
      source: `${SUBSCRIPTION}/providers/Microsoft.KeyVault/vaults/shop`,
      subject: 'smtp-password',
      type: 'Microsoft.KeyVault.SecretNearExpiry',
      time: '2026-01-15T08:53:20.000Z',
      data: {
        Id: 'https://shop.vault.azure.net/secrets/smtp-password/ee059b2bb5bc48398a53b168c6cdcb10',
        VaultName: 'shop',
        ObjectType: 'Secret',
        ObjectName: 'smtp-password',
        Version: 'ee059b2bb5bc48398a53b168c6cdcb10',
        EXP: 1_770_000_000,
      },
    },
  },
};

/** Event Grid's schema and CloudEvents call the time differently, and only the former comes as a list. */
export function freshenEventGrid(sample: Sample, { id, now }: Freshness): Sample {
  const time = now.toISOString();
  const body = Array.isArray(sample.body)
    ? sample.body.map((event: unknown) => withFields(event, { id, eventTime: time }))
    : withFields(sample.body, { id, time });
  return { ...sample, body };
}
