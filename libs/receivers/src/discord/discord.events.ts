export interface DiscordUser {
  readonly id: string;
  readonly username: string;
  readonly global_name?: string | null;
}

/** What every interaction carries. It waits three seconds for an answer, which a `reply` handler gives. */
export interface DiscordInteraction<Type extends number, Data> {
  readonly id: string;
  readonly application_id: string;
  readonly type: Type;
  readonly data: Data;
  readonly guild_id?: string;
  readonly channel_id?: string;
  readonly member?: { readonly user: DiscordUser; readonly nick?: string | null; readonly roles: readonly string[] };
  readonly user?: DiscordUser;
  /** For answers within the next fifteen minutes. */
  readonly token: string;
  readonly version: 1;
}

export interface DiscordCommand {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly options?: readonly { readonly name: string; readonly type: number; readonly value?: unknown }[];
}

export interface DiscordComponent {
  readonly custom_id: string;
  readonly component_type: number;
  readonly values?: readonly string[];
}

export interface DiscordModal {
  readonly custom_id: string;
  readonly components: readonly unknown[];
}

/** An event of the application itself. */
export interface DiscordWebhookEvent<Name extends string, Data> {
  readonly version: 1;
  readonly application_id: string;
  readonly type: 1;
  readonly event: {
    readonly type: Name;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly data: Data;
  };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export interface DiscordEvents {
  readonly APPLICATION_COMMAND: DiscordInteraction<2, DiscordCommand>;
  readonly MESSAGE_COMPONENT: DiscordInteraction<3, DiscordComponent>;
  readonly APPLICATION_COMMAND_AUTOCOMPLETE: DiscordInteraction<4, DiscordCommand>;
  readonly MODAL_SUBMIT: DiscordInteraction<5, DiscordModal>;
  readonly APPLICATION_AUTHORIZED: DiscordWebhookEvent<
    'APPLICATION_AUTHORIZED',
    { readonly user: DiscordUser; readonly scopes: readonly string[]; readonly integration_type?: number }
  >;
  readonly APPLICATION_DEAUTHORIZED: DiscordWebhookEvent<'APPLICATION_DEAUTHORIZED', { readonly user: DiscordUser }>;
  readonly ENTITLEMENT_CREATE: DiscordWebhookEvent<
    'ENTITLEMENT_CREATE',
    { readonly id: string; readonly sku_id: string; readonly user_id?: string }
  >;
}
