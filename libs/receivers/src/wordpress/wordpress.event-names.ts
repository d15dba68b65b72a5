/** The hooks that WordPress.com offers. */
export const wordpressEventNames: readonly string[] = ['comment_post', 'publish_page', 'publish_post'];
