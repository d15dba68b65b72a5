/** The parts of an event that a provider may leave unsigned, although it signs the body. */
export const UNSIGNED_PARTS = ['id', 'type'] as const;

export const UNSIGNED =
  'What of an event the provider does not sign, though it signs the body: whoever has a genuine request can send it with another one.';
