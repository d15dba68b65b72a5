/** What Mailchimp Marketing sends about an audience. */
export const mailchimpEventNames: readonly string[] = [
  'campaign',
  'cleaned',
  'profile',
  'subscribe',
  'unsubscribe',
  'upemail',
];
