import type { Sample } from '../kit/index.js';

/** What Typeform is known to send. */
export const typeformEventNames: readonly string[] = ['form_response', 'form_response_partial'];

export const typeformSamples: Readonly<Record<string, Sample>> = {
  form_response: {
    body: {
      event_id: '01J9ZK3V5X8Q2M4N6P7R8S9T0V',
      event_type: 'form_response',
      form_response: {
        form_id: 'lT4Z3j',
        token: 'a3a12ec67a1365927098a606107fac15',
        landed_at: '2025-10-09T08:50:00Z',
        submitted_at: '2025-10-09T08:53:20Z',
        definition: {
          id: 'lT4Z3j',
          title: 'Webinar feedback',
          fields: [{ id: 'DlXFaesGBpoF', ref: 'how-was-it', type: 'long_text', title: 'How was it?' }],
        },
        answers: [{ type: 'text', text: 'Good.', field: { id: 'DlXFaesGBpoF', ref: 'how-was-it', type: 'long_text' } }],
      },
    },
  },
};
