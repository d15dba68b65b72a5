import { defineReceiver, json, ReceiverModule, textAt, timeAt, toleranceOption, withFields } from '../kit/index.js';
import { messageSignature } from './aws-sns.message-signature.js';
import { awsSnsEventNames, awsSnsSamples } from './aws-sns.samples.js';
import type { BodyFormat } from '../kit/built-in.js';
import type { AwsSnsEvents } from './aws-sns.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'aws-sns': AwsSnsEvents;
  }
}

/** SNS sends JSON and calls it plain text. */
const jsonAsText: BodyFormat = {
  ...json,
  accepts: (mediaType) => mediaType === 'text/plain' || json.accepts(mediaType),
};

/** Amazon SNS over HTTPS. A subscription is not confirmed here: its confirmation is an event like any other. */
export const awsSns = defineReceiver({
  name: 'aws-sns',
  title: 'Amazon SNS',
  docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
  assurance: 'signed-partial',
  setup: [
    'Copy the ARN of the topic (arn:aws:sns:…) into the option topicArn of this source.',
    'Let the topic sign with SHA-256: set its attribute SignatureVersion to 2, and the option requireSha256 to true.',
    'Create a subscription. Protocol: HTTPS. Endpoint: the URL of this source. Leave raw message delivery off.',
    'A SubscriptionConfirmation arrives here. Nothing visits its SubscribeURL by itself: open it, or let a handler do so.',
    'Publish a message. It arrives here as aws-sns.Notification.',
  ],
  secret: null,
  options: [
    {
      kind: 'text',
      name: 'topicArn',
      label: 'Topic ARN',
      help: 'arn:aws:sns:…, the topic that may send here. Amazon signs for every topic of everybody.',
      isRequired: true,
    },
    {
      kind: 'boolean',
      name: 'requireSha256',
      label: 'Only SHA-256 signatures',
      help: 'For a topic whose SignatureVersion is 2. Others sign with SHA-1.',
      default: false,
    },
    toleranceOption(messageSignature.toleranceSeconds ?? 0),
  ],
  body: [jsonAsText],
  verify: messageSignature,
  read: (_request, payload) => ({
    id: textAt(payload, 'MessageId'),
    type: textAt(payload, 'Type'),
    subject: textAt(payload, 'TopicArn'),
    time: timeAt(payload, 'Timestamp'),
  }),
  events: awsSnsEventNames,
  samples: awsSnsSamples,
  freshen: (sample, { id }) => ({ ...sample, body: withFields(sample.body, { MessageId: id }) }),
});

export class AwsSnsReceiverModule extends ReceiverModule(awsSns) {}
