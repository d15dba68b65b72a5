import type { Sample } from '../kit/index.js';

/** What Mux is known to send. */
export const muxEventNames = [
  'video.asset.created',
  'video.asset.deleted',
  'video.asset.errored',
  'video.asset.live_stream_completed',
  'video.asset.master.ready',
  'video.asset.non_standard_input_detected',
  'video.asset.ready',
  'video.asset.static_rendition.ready',
  'video.asset.static_renditions.ready',
  'video.asset.track.ready',
  'video.asset.updated',
  'video.live_stream.active',
  'video.live_stream.connected',
  'video.live_stream.created',
  'video.live_stream.deleted',
  'video.live_stream.disabled',
  'video.live_stream.disconnected',
  'video.live_stream.enabled',
  'video.live_stream.idle',
  'video.live_stream.recording',
  'video.upload.asset_created',
  'video.upload.cancelled',
  'video.upload.created',
  'video.upload.errored',
] as const;

const COMMON = {
  id: '3a56ac3d-33da-4366-855b-f592d898409d',
  created_at: '2025-10-09T08:53:20.000000Z',
  environment: { name: 'Production', id: 'j0863n' },
  request_id: null,
  attempts: [],
};

export const muxSamples: Readonly<Record<string, Sample>> = {
  'video.asset.ready': {
    body: {
      ...COMMON,
      type: 'video.asset.ready',
      object: { type: 'asset', id: '0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002' },
      data: {
        id: '0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002',
        status: 'ready',
        created_at: '1760000000',
        duration: 23.86,
        aspect_ratio: '16:9',
        playback_ids: [{ id: 'a1B2c3D4e5F6', policy: 'public' }],
      },
    },
  },
  'video.live_stream.active': {
    body: {
      ...COMMON,
      type: 'video.live_stream.active',
      object: { type: 'live', id: 'TdgtfSaEdYIJSs9Hs2n2ZLLm' },
      data: { id: 'TdgtfSaEdYIJSs9Hs2n2ZLLm', status: 'active' },
    },
  },
};
