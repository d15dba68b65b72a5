/** What every subscribed event carries around what happened. */
export interface ZendeskEvent<Name extends string, Detail, Change> {
  readonly id: string;
  readonly type: Name;
  readonly account_id: number;
  /** `zen:ticket:35` */
  readonly subject: string;
  /** ISO 8601. */
  readonly time: string;
  readonly zendesk_event_version: string;
  /** What it is about, as it is now. */
  readonly detail: Detail;
  /** What happened to it. */
  readonly event: Change;
}

/** Ids are texts here, though the rest of Zendesk's API has them as numbers. */
export interface ZendeskTicket {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
  readonly status: string;
  readonly custom_status?: string;
  readonly type: string | null;
  readonly priority: string | null;
  readonly requester_id: string;
  readonly submitter_id: string;
  readonly assignee_id: string | null;
  readonly group_id: string | null;
  readonly organization_id: string | null;
  readonly brand_id: string;
  readonly external_id: string | null;
  readonly tags: readonly string[];
  readonly via: { readonly channel: string };
  readonly is_public: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ZendeskComment {
  readonly id: string;
  readonly body: string;
  readonly is_public: boolean;
  readonly author: { readonly id: string; readonly name: string; readonly is_staff: boolean };
}

export interface ZendeskUser {
  readonly id: string;
  readonly email: string | null;
  readonly role: string;
  readonly external_id: string | null;
  readonly organization_id: string | null;
  readonly default_group_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ZendeskOrganization {
  readonly id: string;
  readonly name: string;
  readonly external_id: string | null;
  readonly group_id: string | null;
  readonly shared_tickets: boolean;
  readonly shared_comments: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ZendeskArticle {
  readonly id: string;
  readonly brand_id: string;
}

interface Changed<Value> {
  readonly current: Value;
  readonly previous: Value;
}

interface Tags {
  readonly tags_added: readonly string[];
  readonly tags_removed: readonly string[];
}

interface Published {
  readonly author_id: string;
  readonly category_id: string;
  readonly locale: string;
  readonly section_id: string;
  readonly title: string;
}

interface TicketChanges {
  readonly created: unknown;
  readonly comment_added: { readonly comment: ZendeskComment };
  readonly status_changed: Changed<string>;
  readonly priority_changed: Changed<string | null>;
  readonly subject_changed: Changed<string>;
  readonly type_changed: Changed<string | null>;
  readonly agent_assignment_changed: Changed<string | null>;
  readonly group_assignment_changed: Changed<string | null>;
  readonly tags_changed: Tags;
  readonly soft_deleted: unknown;
  readonly undeleted: unknown;
  readonly permanently_deleted: unknown;
}

type Events<Prefix extends string, Detail, Changes> = {
  readonly [Name in keyof Changes & string as `zen:event-type:${Prefix}.${Name}`]: ZendeskEvent<
    `zen:event-type:${Prefix}.${Name}`,
    Detail,
    Changes[Name]
  >;
};

type TicketEvents = Events<'ticket', ZendeskTicket, TicketChanges>;
type UserEvents = Events<
  'user',
  ZendeskUser,
  { readonly created: unknown; readonly deleted: unknown; readonly role_changed: Changed<string> }
>;
type OrganizationEvents = Events<
  'organization',
  ZendeskOrganization,
  { readonly created: unknown; readonly deleted: unknown; readonly name_changed: Changed<string> }
>;
type ArticleEvents = Events<
  'article',
  ZendeskArticle,
  { readonly published: Published; readonly unpublished: unknown }
>;

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface ZendeskEvents extends TicketEvents, UserEvents, OrganizationEvents, ArticleEvents {
  /** What a trigger or an automation sends: a body of one's own making. */
  readonly change: unknown;
}
