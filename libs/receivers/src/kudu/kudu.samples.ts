import type { Sample } from '../kit/index.js';

/** What Kudu is known to send: how a deployment stands. */
export const kuduEventNames: readonly string[] = ['building', 'deploying', 'failed', 'pending', 'success'];

function sampleOf(status: string, statusText: string): Sample {
  return {
    body: {
      id: 'ff17489fbcb7e2dda9012ec285811b9b751ebb5e',
      status,
      statusText,
      authorEmail: 'ada@example.com',
      author: 'Ada Lovelace',
      message: 'Greet louder\n',
      progress: '',
      deployer: 'GitHub',
      receivedTime: '2026-01-15T08:53:10.8736751Z',
      startTime: '2026-01-15T08:53:11.2486694Z',
      endTime: '2026-01-15T08:53:20.6393049Z',
      lastSuccessEndTime: '2026-01-15T08:53:20.6393049Z',
      complete: true,
      siteName: 'shop',
    },
  };
}

export const kuduSamples: Readonly<Record<string, Sample>> = {
  success: sampleOf('success', ''),
  failed: sampleOf('failed', 'npm ERR! missing script: build'),
};
