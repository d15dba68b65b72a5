import type { Sample } from '../kit/index.js';

/** All that SNS sends. */
export const awsSnsEventNames: readonly string[] = [
  'Notification',
  'SubscriptionConfirmation',
  'UnsubscribeConfirmation',
];

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:orders';

function sampleOf(type: string, fields: object): Sample {
  return {
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': type,
      'x-amz-sns-topic-arn': TOPIC,
    },
    body: {
      Type: type,
      MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      TopicArn: TOPIC,
      Timestamp: '2026-01-15T08:53:20.000Z',
      SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem',
      ...fields,
    },
  };
}

export const awsSnsSamples: Readonly<Record<string, Sample>> = {
  Notification: sampleOf('Notification', {
    Subject: 'An order was paid',
    Message: '{"order":6735,"amount":20.5}',
    UnsubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=x',
  }),
  SubscriptionConfirmation: sampleOf('SubscriptionConfirmation', {
    Token: '2336412f37fb687f5d51e6e2425f004a',
    Message: `You have chosen to subscribe to the topic ${TOPIC}.`,
    SubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37fb`,
  }),
};
