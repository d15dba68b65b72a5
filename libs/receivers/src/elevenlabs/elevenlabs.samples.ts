import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What ElevenLabs is known to send. */
export const elevenlabsEventNames = [
  'call_initiation_failure',
  'post_call_audio',
  'post_call_transcription',
  'voice_removal_notice',
  'voice_removal_notice_withdrawn',
  'voice_removed',
] as const;

export const elevenlabsSamples: Readonly<Record<string, Sample>> = {
  post_call_transcription: {
    body: {
      type: 'post_call_transcription',
      event_timestamp: 1_760_000_000,
      data: {
        agent_id: 'agent_invented',
        conversation_id: 'conv_invented',
        status: 'done',
        transcript: [{ role: 'agent', message: 'Good morning', time_in_call_secs: 0 }],
        metadata: { start_time_unix_secs: 1_759_999_900, call_duration_secs: 60 },
        analysis: { call_successful: 'success', transcript_summary: 'Two cups were ordered.' },
      },
    },
  },
  call_initiation_failure: {
    body: {
      type: 'call_initiation_failure',
      event_timestamp: 1_760_000_000,
      data: { agent_id: 'agent_invented', conversation_id: 'conv_invented', failure_reason: 'busy' },
    },
  },
};

export function freshenElevenlabs(sample: Sample, { id, now }: Freshness): Sample {
  const data = withFields(valueAt(sample.body, 'data'), { conversation_id: `conv_${id}` });
  const event_timestamp = Math.floor(now.getTime() / 1_000);
  return { ...sample, body: withFields(sample.body, { data, event_timestamp }) };
}
