/** The methods that a notification may be sent with. */
export type NotificationMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';
