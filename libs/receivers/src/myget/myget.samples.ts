import type { Sample } from '../kit/index.js';

/** What MyGet is known to send. */
export const mygetEventNames: readonly string[] = [
  'BuildFinishedWebHookEventPayloadV1',
  'BuildQueuedWebHookEventPayloadV1',
  'BuildStartedWebHookEventPayloadV1',
  'PackageAddedWebHookEventPayloadV1',
  'PackageDeletedWebHookEventPayloadV1',
  'PackageListedWebHookEventPayloadV1',
  'PackagePinnedWebHookEventPayloadV1',
  'PackagePushedWebHookEventPayloadV1',
  'PingWebHookEventPayloadV1',
];

function sampleOf(payloadType: string, payload: object): Sample {
  return {
    headers: { 'content-type': 'application/vnd.myget.webhooks.v1+json' },
    body: {
      Identifier: '7a48ce8c-728d-4350-8da8-e283d6fce277',
      Username: 'ada',
      When: '2026-01-15T08:53:20.1148196Z',
      PayloadType: payloadType,
      Payload: payload,
    },
  };
}

const feed = { FeedIdentifier: 'shop', FeedUrl: 'https://www.myget.org/F/shop/' };
const coffee = { PackageType: 'NuGet', PackageIdentifier: 'Shop.Coffee', PackageVersion: '1.0.0' };

export const mygetSamples: Readonly<Record<string, Sample>> = {
  PackageAddedWebHookEventPayloadV1: sampleOf('PackageAddedWebHookEventPayloadV1', {
    ...coffee,
    PackageDetailsUrl: 'https://www.myget.org/feed/shop/package/Shop.Coffee/1.0.0',
    PackageDownloadUrl: 'https://www.myget.org/F/shop/api/v2/package/Shop.Coffee/1.0.0',
    PackageMetadata: {
      IconUrl: null,
      Size: 6_158,
      Authors: 'Ada Lovelace',
      Description: 'Two cups',
      LicenseUrl: null,
      LicenseNames: 'MIT',
      ProjectUrl: null,
      Tags: 'coffee',
      MinClientVersion: null,
      ReleaseNotes: null,
      Dependencies: [],
    },
    ...feed,
  }),
  BuildFinishedWebHookEventPayloadV1: sampleOf('BuildFinishedWebHookEventPayloadV1', {
    Result: 'success',
    ...feed,
    Name: 'shop',
    Branch: 'main',
    BuildLogUrl: 'https://www.myget.org/BuildSource/List/shop',
    Packages: [coffee],
  }),
  PingWebHookEventPayloadV1: sampleOf('PingWebHookEventPayloadV1', {}),
};
