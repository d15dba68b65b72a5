import type { Sample } from '../kit/index.js';

/** What LaunchDarkly is known to send. */
export const launchdarklyEventNames = [
  'account',
  'application',
  'destination',
  'environment',
  'flag',
  'integration',
  'member',
  'metric',
  'project',
  'role',
  'segment',
  'team',
  'token',
  'webhook',
] as const;

function entryOf(kind: string, name: string, titleVerb: string, action: string): Sample {
  return {
    body: {
      _id: '593b0e4e8d5f0b0c2e1a3f7d',
      _accountId: '569f514183f2164430000002',
      kind,
      date: 1_760_000_000_000,
      name,
      description: '',
      shortDescription: '',
      titleVerb,
      accesses: [{ action, resource: `proj/default:env/production:${kind}/${name}` }],
      member: { _id: '569f514183f2164430000003', email: 'ada@example.org', firstName: 'Ada' },
      target: { name, resources: [`proj/default:env/production:${kind}/${name}`] },
    },
  };
}

export const launchdarklySamples: Readonly<Record<string, Sample>> = {
  flag: entryOf('flag', 'new-checkout', 'turned on the flag', 'updateOn'),
  segment: entryOf('segment', 'beta-testers', 'updated the segment', 'updateIncluded'),
};
