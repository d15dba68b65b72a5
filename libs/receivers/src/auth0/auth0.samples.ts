import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Auth0 is known to send, as far as most tenants meet it. */
export const auth0EventNames = [
  'f',
  'feccft',
  'fp',
  'fs',
  'fu',
  'limit_mu',
  'limit_wc',
  'mgmt_api_read',
  's',
  'sapi',
  'scp',
  'seacft',
  'seccft',
  'sertft',
  'slo',
  'ss',
  'sv',
] as const;

function sampleOf(type: string, fields: object): Sample {
  return {
    body: [
      {
        log_id: '90020221031055712103169676686005480714681762668315934738',
        data: {
          date: '2026-01-15T08:53:20.000Z',
          type,
          client_id: 'inventedClient',
          client_name: 'Shop',
          ip: '192.0.2.1',
          user_id: 'auth0|ada',
          ...fields,
        },
      },
    ],
  };
}

export const auth0Samples: Readonly<Record<string, Sample>> = {
  s: sampleOf('s', { connection: 'Username-Password-Authentication', user_name: 'ada@example.com' }),
  fp: sampleOf('fp', { description: 'Wrong email or password.' }),
};

export function freshenAuth0(sample: Sample, { id, now }: Freshness): Sample {
  const entry = valueAt(sample.body, '0');
  const data = withFields(valueAt(entry, 'data'), { date: now.toISOString() });
  return { ...sample, body: [withFields(entry, { log_id: id, data })] };
}
