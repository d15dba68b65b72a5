import type { Sample } from '../kit/index.js';

/** Only what the samples are called: every sender gives its own names. */
export const aspnetCustomEventNames: readonly string[] = ['order_paid', 'stock_low'];

function sampleOf(notification: object): Sample {
  return {
    body: {
      Id: '83d2a1d86ee14f7fa1f2f15a4d5aa6b0',
      Attempt: 1,
      Properties: { Shop: 'Coffee' },
      Notifications: [notification],
    },
  };
}

export const aspnetCustomSamples: Readonly<Record<string, Sample>> = {
  order_paid: sampleOf({ Action: 'order_paid', Order: 6_735, Amount: 20.5 }),
  stock_low: sampleOf({ Action: 'stock_low', Article: 'cup', Left: 3 }),
};
