import type { Freshness, Sample } from '../kit/index.js';

export const dropboxSamples: Readonly<Record<string, Sample>> = {
  change: { body: notificationOf('dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc') },
};

/** Dropbox writes no id: only another account makes another notification. */
export function freshenDropbox(sample: Sample, { id }: Freshness): Sample {
  return { ...sample, body: notificationOf(`dbid:${id}`) };
}

function notificationOf(account: string): object {
  return { list_folder: { accounts: [account] }, delta: { users: [12_345_678] } };
}
