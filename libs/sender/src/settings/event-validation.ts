/** `off`: data is not looked at; `warn`: what does not fit is published, and its publisher is told; `reject`: it is refused. */
export const EVENT_VALIDATIONS = ['off', 'warn', 'reject'] as const;
/** What happens to an event whose data does not fit the schema of its type. */
export type EventValidation = (typeof EVENT_VALIDATIONS)[number];
