import type { Sample } from '../kit/index.js';

export const dropboxSamples: Readonly<Record<string, Sample>> = {
  change: { body: notificationOf('dbid:AAH4f99T0taONIb-OurWxbNQ6ywGRopQngc') },
};

function notificationOf(account: string): object {
  return { list_folder: { accounts: [account] }, delta: { users: [12_345_678] } };
}
