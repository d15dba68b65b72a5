/** A post or a page. Only the fields that were ticked in the settings of the webhook are sent, all of them as texts. */
export interface WordpressPost<Hook extends string> {
  readonly hook: Hook;
  readonly ID?: string;
  readonly post_author?: string;
  readonly post_content?: string;
  readonly post_content_filtered?: string;
  readonly post_title?: string;
  readonly post_excerpt?: string;
  readonly post_name?: string;
  readonly post_status?: string;
  readonly post_type?: string;
  readonly post_url?: string;
  readonly post_parent?: string;
  readonly post_password?: string;
  readonly post_mime_type?: string;
  readonly comment_status?: string;
  readonly comment_count?: string;
  readonly ping_status?: string;
  readonly guid?: string;
  readonly menu_order?: string;
  readonly post_category?: string | readonly string[];
  /** `2026-01-15 15:20:41`, in the time of the site. */
  readonly post_date?: string;
  /** The same in UTC. */
  readonly post_date_gmt?: string;
  readonly post_modified?: string;
  readonly post_modified_gmt?: string;
}

/** A comment. Only the fields that were ticked in the settings of the webhook are sent, all of them as texts. */
export interface WordpressComment {
  readonly hook: 'comment_post';
  readonly comment_ID?: string;
  readonly comment_post_ID?: string;
  readonly comment_author?: string;
  readonly comment_author_email?: string;
  readonly comment_author_url?: string;
  readonly comment_author_IP?: string;
  readonly comment_agent?: string;
  readonly comment_approved?: string;
  readonly comment_content?: string;
  readonly comment_date?: string;
  readonly comment_date_gmt?: string;
  readonly comment_karma?: string;
  readonly comment_parent?: string;
  readonly comment_type?: string;
  readonly user_id?: string;
}

export interface WordpressEvents {
  readonly publish_post: WordpressPost<'publish_post'>;
  readonly publish_page: WordpressPost<'publish_page'>;
  readonly comment_post: WordpressComment;
}
