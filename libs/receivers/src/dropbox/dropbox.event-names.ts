/** Dropbox has one kind of notification, and gives it no name. */
export const dropboxEventNames: readonly string[] = ['change'];
