import type { Sample } from '../kit/index.js';

/** Every status of a prediction or a training. */
export const replicateEventNames = ['aborted', 'canceled', 'failed', 'processing', 'starting', 'succeeded'] as const;

export const replicateSamples: Readonly<Record<string, Sample>> = {
  succeeded: {
    body: {
      id: 'ufawqhfynnddngldkgtslldrkq',
      model: 'replicate/hello-world',
      version: '5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa',
      status: 'succeeded',
      input: { text: 'Ada' },
      output: 'hello Ada',
      error: null,
      logs: '',
      created_at: '2025-10-09T08:53:20.000Z',
      started_at: '2025-10-09T08:53:21.000Z',
      completed_at: '2025-10-09T08:53:22.000Z',
      metrics: { predict_time: 0.9 },
    },
  },
  failed: {
    body: {
      id: 'ufawqhfynnddngldkgtslldrkq',
      model: 'replicate/hello-world',
      version: '5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa',
      status: 'failed',
      input: { text: 'Ada' },
      output: null,
      error: 'The model ran out of memory.',
      logs: '',
      created_at: '2025-10-09T08:53:20.000Z',
    },
  },
};
