table api_keys: configured boolean not null
table api_keys: created_at timestamp with time zone not null
table api_keys: hash bytea not null
table api_keys: id uuid not null
table api_keys: name text not null
table api_keys: scopes jsonb not null
table api_keys: tenant text
table audit: action text not null
table audit: actor_id text not null
table audit: actor_kind text not null
table audit: actor_name text not null
table audit: address text not null
table audit: after text
table audit: at timestamp with time zone not null
table audit: before text
table audit: begun_by bigint
table audit: hash bytea not null
table audit: previous bytea not null
table audit: request_id text not null
table audit: resource text not null
table audit: seq bigint not null
table audit: status smallint
table audit: tenant text
table audit_head: hash bytea not null
table audit_head: only_row boolean not null
table audit_head: sealed text
table audit_head: seq bigint not null
table blocked_calls: count bigint not null
table blocked_calls: destination text not null
table blocked_calls: detail text not null
table blocked_calls: first_at timestamp with time zone not null
table blocked_calls: id uuid not null
table blocked_calls: last_at timestamp with time zone not null
table blocked_calls: purpose text not null
table blocked_calls: reason text not null
table blocked_calls: subscription text
table blocked_calls: tenant text
table bodies: content bytea not null
table bodies: headers bytea
table bodies: id uuid not null
table bodies: tenant text not null
table claims: consumer_id uuid not null
table claims: delivery_ids uuid[] not null
table claims: id uuid not null
table claims: lease_until timestamp with time zone not null
table claims: numbers smallint[] not null
table claims: worker uuid not null
table consumer_set: only_row boolean not null
table consumer_set: paused boolean not null
table consumer_set: version bigint not null
table consumer_turns: consumer_id uuid not null
table consumer_turns: drain_rate real
table consumer_turns: drain_until timestamp with time zone
table consumer_turns: filled_at timestamp with time zone
table consumer_turns: learnt_at timestamp with time zone
table consumer_turns: learnt_rate real
table consumer_turns: parked_until timestamp with time zone
table consumer_turns: probing boolean not null
table consumer_turns: served_at timestamp with time zone not null
table consumer_turns: tokens real
table consumers: concurrency integer not null
table consumers: created_at timestamp with time zone not null
table consumers: filters jsonb not null
table consumers: id uuid not null
table consumers: kind text not null
table consumers: name text not null
table consumers: on_poison text not null
table consumers: order smallint
table consumers: order_by text
table consumers: pull boolean not null
table consumers: rate_limit real
table consumers: reply boolean not null
table consumers: retry jsonb not null
table consumers: revision bigint not null
table consumers: settings jsonb not null
table consumers: state text not null
table consumers: tenant text not null
table consumers: timeout_ms integer not null
table consumers: where jsonb
table earlier_attempts: consumer_id uuid not null
table earlier_attempts: delivery_id uuid not null
table earlier_attempts: detail bytea
table earlier_attempts: duration_ms integer not null
table earlier_attempts: error text
table earlier_attempts: id uuid not null
table earlier_attempts: number smallint not null
table earlier_attempts: outcome text not null
table earlier_attempts: stale boolean not null
table earlier_attempts: started_at timestamp with time zone not null
table earlier_attempts: status smallint
table earlier_attempts: tenant text not null
table endpoint_health: failing_since timestamp with time zone not null
table endpoint_health: failures integer not null
table endpoint_health: faults integer not null
table endpoint_health: last_error text
table endpoint_health: last_failure_at timestamp with time zone not null
table endpoint_health: open_until timestamp with time zone
table endpoint_health: opened integer not null
table endpoint_health: stage text not null
table endpoint_health: subscription_id uuid not null
table endpoint_health: tenant text not null
table event_types: created_at timestamp with time zone not null
table event_types: deprecated boolean not null
table event_types: description text
table event_types: example json
table event_types: name text not null
table event_types: retry jsonb
table event_types: schema json
table event_types: tenant text not null
table event_types: updated_at timestamp with time zone not null
table event_types: validation text
table events: came_alone boolean not null
table events: cause_id uuid
table events: data_id uuid not null
table events: data_size integer not null
table events: datacontenttype text not null
table events: dedup_key bytea not null
table events: depth smallint not null
table events: duplicates integer not null
table events: id uuid not null
table events: provider text
table events: raw_id uuid
table events: received_at timestamp with time zone not null
table events: source text not null
table events: source_id uuid
table events: subject text
table events: tenant text not null
table events: time timestamp with time zone not null
table events: traceparent text not null
table events: type text not null
table finished_deliveries: attempt_id uuid
table finished_deliveries: attempts smallint not null
table finished_deliveries: attempts_allowed smallint
table finished_deliveries: consumer_id uuid not null
table finished_deliveries: created_at timestamp with time zone not null
table finished_deliveries: detail bytea
table finished_deliveries: duration_ms integer
table finished_deliveries: error text
table finished_deliveries: event_id uuid not null
table finished_deliveries: finished_at timestamp with time zone not null
table finished_deliveries: id uuid not null
table finished_deliveries: order_key uuid
table finished_deliveries: order_place bigint
table finished_deliveries: outcome text
table finished_deliveries: replay_id uuid
table finished_deliveries: started_at timestamp with time zone
table finished_deliveries: state delivery_state not null
table finished_deliveries: status smallint
table finished_deliveries: tenant text not null
table given_up_urls: given_up_at timestamp with time zone not null
table given_up_urls: tenant text not null
table given_up_urls: uri text not null
table idempotent_requests: answer_sealed text
table idempotent_requests: begun_at timestamp with time zone not null
table idempotent_requests: caller bytea not null
table idempotent_requests: key text not null
table idempotent_requests: request bytea not null
table idempotent_requests: status integer
table key_proof: only_row boolean not null
table key_proof: sealed text not null
table known_networks: accepted_at timestamp with time zone not null
table known_networks: network text not null
table known_networks: provider text not null
table known_networks: tenant text not null
table migrations: id integer not null
table migrations: name character varying not null
table migrations: timestamp bigint not null
table once: done_at timestamp with time zone not null
table once: event_id uuid not null
table once: key text not null
table once: tenant text not null
table open_deliveries: attempts smallint not null
table open_deliveries: attempts_allowed smallint
table open_deliveries: consumer_id uuid not null
table open_deliveries: created_at timestamp with time zone not null
table open_deliveries: due_at timestamp with time zone not null
table open_deliveries: event_id uuid not null
table open_deliveries: expires_at timestamp with time zone
table open_deliveries: id uuid not null
table open_deliveries: lane smallint not null
table open_deliveries: order_key uuid
table open_deliveries: order_place bigint
table open_deliveries: replay_id uuid
table open_deliveries: stage smallint
table open_deliveries: tenant text not null
table open_deliveries: waits boolean not null
table outbox: cause text
table outbox: cause_tenant text
table outbox: data bytea not null
table outbox: event_id text
table outbox: id bigint not null
table outbox: key uuid not null
table outbox: subject text
table outbox: tenant text not null
table outbox: time timestamp with time zone not null
table outbox: type text not null
table rejections: body bytea not null
table rejections: body_bytes integer not null
table rejections: code text not null
table rejections: diagnosis text not null
table rejections: fits_otherwise boolean not null
table rejections: headers jsonb not null
table rejections: id uuid not null
table rejections: method text not null
table rejections: network text not null
table rejections: provider text not null
table rejections: reason text not null
table rejections: received_at timestamp with time zone not null
table rejections: request_id text not null
table rejections: sealed_request text
table rejections: source_id uuid not null
table rejections: source_uri text not null
table rejections: status smallint not null
table rejections: tenant text not null
table rejections: unrecorded integer not null
table rejections: url text not null
table replays: consumer_id uuid
table replays: created_at timestamp with time zone not null
table replays: cursor_id uuid not null
table replays: cursor_tenant text
table replays: error text
table replays: examined bigint not null
table replays: failures smallint not null
table replays: filter jsonb not null
table replays: finished_at timestamp with time zone
table replays: gone bigint not null
table replays: hastened bigint not null
table replays: id uuid not null
table replays: made bigint not null
table replays: next_step_at timestamp with time zone not null
table replays: rate real
table replays: skipped bigint not null
table replays: started_at timestamp with time zone
table replays: state text not null
table replays: tenant text not null
table replays: until timestamp with time zone not null
table sessions: address text not null
table sessions: created_at timestamp with time zone not null
table sessions: ends_at timestamp with time zone not null
table sessions: hash bytea not null
table sessions: id uuid not null
table sessions: key_id uuid
table sessions: last_seen_at timestamp with time zone not null
table sessions: method text not null
table sessions: user_agent text
table sessions: user_id uuid
table sign_in_tries: at timestamp with time zone not null
table sign_in_tries: is_allowed boolean not null
table sign_in_tries: is_known boolean not null
table sign_in_tries: level double precision not null
table sign_in_tries: subject bytea not null
table signing_keys: created_at timestamp with time zone not null
table signing_keys: expires_at timestamp with time zone
table signing_keys: id uuid not null
table signing_keys: public_key text not null
table signing_keys: sealed text not null
table signing_keys: tenant text not null
table source_activity: last_event_at timestamp with time zone
table source_activity: silent_after_seconds integer
table source_activity: silent_since timestamp with time zone
table source_activity: source_id uuid not null
table source_activity: tenant text not null
table source_activity: watched_since timestamp with time zone not null
table sources: awaits_secret_until timestamp with time zone
table sources: created_at timestamp with time zone not null
table sources: id uuid not null
table sources: name text
table sources: options jsonb not null
table sources: origin text not null
table sources: provider text not null
table sources: secrets jsonb not null
table sources: tenant text not null
table sources: updated_at timestamp with time zone not null
table subscription_secret_uses: last_used_at timestamp with time zone not null
table subscription_secret_uses: sid text not null
table subscription_secret_uses: subscription_id uuid not null
table subscription_secret_uses: tenant text not null
table subscriptions: auth_sealed text
table subscriptions: auth_shown jsonb
table subscriptions: batch jsonb
table subscriptions: created_at timestamp with time zone not null
table subscriptions: delivery_options jsonb not null
table subscriptions: description text
table subscriptions: disabled_reason text
table subscriptions: format text not null
table subscriptions: headers_sealed text not null
table subscriptions: id uuid not null
table subscriptions: key text
table subscriptions: properties jsonb not null
table subscriptions: require_verification boolean not null
table subscriptions: retry_is_own boolean not null
table subscriptions: reverify_at timestamp with time zone
table subscriptions: secrets jsonb not null
table subscriptions: signatures jsonb not null
table subscriptions: tenant text not null
table subscriptions: transformation text
table subscriptions: updated_at timestamp with time zone not null
table subscriptions: uri text not null
table subscriptions: verification jsonb
table users: created_at timestamp with time zone not null
table users: disabled boolean not null
table users: email text not null
table users: id uuid not null
table users: last_sign_in_at timestamp with time zone
table users: name text not null
table users: oidc_identity text
table users: password_hash text
table users: role text not null
table users: sessions_since timestamp with time zone not null
table users: tenant text
table welcome_tokens: ends_at timestamp with time zone not null
table welcome_tokens: hash bytea not null
CREATE INDEX attempts_by_delivery ON ONLY kanca.earlier_attempts USING btree (delivery_id)
CREATE INDEX audit_ends ON kanca.audit USING btree (begun_by) WHERE (begun_by IS NOT NULL)
CREATE INDEX audit_of_tenant ON kanca.audit USING btree (tenant, seq)
CREATE INDEX blocked_calls_last_at ON kanca.blocked_calls USING btree (last_at, id)
CREATE INDEX consumer_turns_throttled ON kanca.consumer_turns USING btree (consumer_id) WHERE ((parked_until IS NOT NULL) OR probing OR (learnt_rate IS NOT NULL))
CREATE INDEX earlier_attempts_by_id ON ONLY kanca.earlier_attempts USING brin (id) WITH (pages_per_range='16', autosummarize='on')
CREATE INDEX events_by_id ON kanca.events USING btree (id)
CREATE INDEX finished_deliveries_by_end ON ONLY kanca.finished_deliveries USING brin (finished_at) WITH (pages_per_range='16', autosummarize='on')
CREATE INDEX finished_deliveries_by_event ON ONLY kanca.finished_deliveries USING btree (event_id)
CREATE INDEX finished_deliveries_dead ON ONLY kanca.finished_deliveries USING btree (consumer_id, id) WHERE (state = 'dead'::delivery_state)
CREATE INDEX finished_deliveries_dead_by_event ON ONLY kanca.finished_deliveries USING btree (tenant, event_id) WHERE (state = 'dead'::delivery_state)
CREATE INDEX idempotent_requests_begun_at ON kanca.idempotent_requests USING btree (begun_at)
CREATE INDEX open_deliveries_by_event ON kanca.open_deliveries USING btree (event_id)
CREATE INDEX open_deliveries_due ON kanca.open_deliveries USING btree (consumer_id, lane, due_at)
CREATE INDEX open_deliveries_expiring ON kanca.open_deliveries USING btree (expires_at) WHERE (expires_at IS NOT NULL)
CREATE INDEX open_deliveries_in_order ON kanca.open_deliveries USING btree (consumer_id, order_key, order_place) WHERE (order_key IS NOT NULL)
CREATE INDEX open_deliveries_in_stages ON kanca.open_deliveries USING btree (event_id) WHERE (waits AND (stage IS NOT NULL))
CREATE INDEX open_deliveries_retried_by_event ON kanca.open_deliveries USING btree (tenant, event_id) WHERE (attempts > 0)
CREATE INDEX open_deliveries_whose_turn_it_is ON kanca.open_deliveries USING btree (consumer_id, order_key) WHERE ((order_key IS NOT NULL) AND (NOT waits))
CREATE INDEX rejections_by_id ON kanca.rejections USING btree (id)
CREATE INDEX rejections_by_source ON kanca.rejections USING btree (source_id, id)
CREATE INDEX replays_to_step ON kanca.replays USING btree (next_step_at) WHERE (state = 'running'::text)
CREATE INDEX sessions_by_key ON kanca.sessions USING btree (key_id) WHERE (key_id IS NOT NULL)
CREATE INDEX sessions_by_user ON kanca.sessions USING btree (user_id) WHERE (user_id IS NOT NULL)
CREATE INDEX subscriptions_reverify_at ON kanca.subscriptions USING btree (reverify_at) WHERE (reverify_at IS NOT NULL)
CREATE UNIQUE INDEX "PK_8c82d7f526340ab734260ea46be" ON kanca.migrations USING btree (id)
CREATE UNIQUE INDEX api_keys_hash_key ON kanca.api_keys USING btree (hash)
CREATE UNIQUE INDEX api_keys_pkey ON kanca.api_keys USING btree (id)
CREATE UNIQUE INDEX attempts_pkey ON ONLY kanca.earlier_attempts USING btree (tenant, id)
CREATE UNIQUE INDEX audit_head_pkey ON kanca.audit_head USING btree (only_row)
CREATE UNIQUE INDEX audit_pkey ON kanca.audit USING btree (seq)
CREATE UNIQUE INDEX blocked_calls_pkey ON kanca.blocked_calls USING btree (id)
CREATE UNIQUE INDEX blocked_calls_same ON kanca.blocked_calls USING btree (COALESCE(tenant, ''::text), COALESCE(subscription, ''::text), destination, purpose, reason)
CREATE UNIQUE INDEX bodies_pkey ON ONLY kanca.bodies USING btree (tenant, id)
CREATE UNIQUE INDEX claims_pkey ON kanca.claims USING btree (consumer_id, id)
CREATE UNIQUE INDEX consumer_set_pkey ON kanca.consumer_set USING btree (only_row)
CREATE UNIQUE INDEX consumer_turns_pkey ON kanca.consumer_turns USING btree (consumer_id)
CREATE UNIQUE INDEX consumers_handler_name ON kanca.consumers USING btree (name) WHERE (kind = 'handler'::text)
CREATE UNIQUE INDEX consumers_id ON kanca.consumers USING btree (id)
CREATE UNIQUE INDEX consumers_pkey ON kanca.consumers USING btree (tenant, id)
CREATE UNIQUE INDEX endpoint_health_pkey ON kanca.endpoint_health USING btree (subscription_id)
CREATE UNIQUE INDEX event_types_pkey ON kanca.event_types USING btree (tenant, name)
CREATE UNIQUE INDEX events_dedup_key ON kanca.events USING btree (dedup_key, tenant)
CREATE UNIQUE INDEX events_pkey ON kanca.events USING btree (tenant, id)
CREATE UNIQUE INDEX finished_deliveries_key ON ONLY kanca.finished_deliveries USING btree (id, tenant)
CREATE UNIQUE INDEX given_up_urls_pkey ON kanca.given_up_urls USING btree (uri)
CREATE UNIQUE INDEX idempotent_requests_pkey ON kanca.idempotent_requests USING btree (caller, key)
CREATE UNIQUE INDEX key_proof_pkey ON kanca.key_proof USING btree (only_row)
CREATE UNIQUE INDEX known_networks_pkey ON kanca.known_networks USING btree (tenant, provider, network)
CREATE UNIQUE INDEX once_pkey ON kanca.once USING btree (event_id, key)
CREATE UNIQUE INDEX open_deliveries_key ON kanca.open_deliveries USING btree (id, tenant)
CREATE UNIQUE INDEX outbox_pkey ON kanca.outbox USING btree (id)
CREATE UNIQUE INDEX rejections_pkey ON kanca.rejections USING btree (tenant, id)
CREATE UNIQUE INDEX replays_pkey ON kanca.replays USING btree (tenant, id)
CREATE UNIQUE INDEX sessions_hash_key ON kanca.sessions USING btree (hash)
CREATE UNIQUE INDEX sessions_pkey ON kanca.sessions USING btree (id)
CREATE UNIQUE INDEX sign_in_tries_pkey ON kanca.sign_in_tries USING btree (subject)
CREATE UNIQUE INDEX signing_keys_pkey ON kanca.signing_keys USING btree (tenant, id)
CREATE UNIQUE INDEX source_activity_pkey ON kanca.source_activity USING btree (source_id)
CREATE UNIQUE INDEX sources_pkey ON kanca.sources USING btree (tenant, id)
CREATE UNIQUE INDEX sources_url ON kanca.sources USING btree (lower(provider), lower(COALESCE(name, ''::text)))
CREATE UNIQUE INDEX subscription_secret_uses_pkey ON kanca.subscription_secret_uses USING btree (tenant, subscription_id, sid)
CREATE UNIQUE INDEX subscriptions_key ON kanca.subscriptions USING btree (tenant, key) WHERE (key IS NOT NULL)
CREATE UNIQUE INDEX subscriptions_pkey ON kanca.subscriptions USING btree (tenant, id)
CREATE UNIQUE INDEX users_email_key ON kanca.users USING btree (email)
CREATE UNIQUE INDEX users_oidc_identity_key ON kanca.users USING btree (oidc_identity)
CREATE UNIQUE INDEX users_pkey ON kanca.users USING btree (id)
CREATE UNIQUE INDEX welcome_tokens_pkey ON kanca.welcome_tokens USING btree (hash)
check audit_head: CHECK (only_row)
check consumer_set: CHECK (only_row)
check consumer_turns: CHECK (((drain_rate IS NULL) OR (drain_until IS NOT NULL)))
check consumer_turns: CHECK (((tokens IS NULL) = (filled_at IS NULL)))
check consumer_turns: CHECK ((drain_rate > (0)::double precision))
check consumer_turns: CHECK ((learnt_rate > (0)::double precision))
check consumers: CHECK ((concurrency > 0))
check consumers: CHECK ((kind = ANY (ARRAY['handler'::text, 'subscription'::text])))
check consumers: CHECK ((on_poison = ANY (ARRAY['skip'::text, 'block'::text])))
check consumers: CHECK ((rate_limit > (0)::double precision))
check consumers: CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text, 'unverified'::text])))
check consumers: CHECK ((timeout_ms > 0))
check endpoint_health: CHECK ((stage = ANY (ARRAY['failing'::text, 'warned'::text, 'probation'::text, 'disabled'::text])))
check event_types: CHECK ((validation = ANY (ARRAY['off'::text, 'warn'::text, 'reject'::text])))
check finished_deliveries: CHECK ((state = ANY (ARRAY['delivered'::delivery_state, 'dead'::delivery_state, 'cancelled'::delivery_state])))
check key_proof: CHECK (only_row)
check once: CHECK ((length(key) <= 500))
check outbox: CHECK ((("time" > '0001-01-02 00:00:00+00'::timestamp with time zone) AND ("time" < '9999-12-31 00:00:00+00'::timestamp with time zone)))
check outbox: CHECK (((length(event_id) >= 1) AND (length(event_id) <= 256)))
check outbox: CHECK (((length(type) <= 256) AND (type ~ '^[A-Za-z0-9_:/-]+(\.[A-Za-z0-9_:/-]+)*$'::text)))
check outbox: CHECK ((cause ~ '^evt_[0-9a-z]{26}$'::text))
check outbox: CHECK ((octet_length(data) <= 1048576))
check outbox: CHECK ((tenant ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$'::text))
check replays: CHECK ((rate > (0)::double precision))
check replays: CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
check sessions: CHECK (((user_id IS NULL) <> (key_id IS NULL)))
check source_activity: CHECK ((silent_after_seconds > 0))
check sources: CHECK ((origin = ANY (ARRAY['file'::text, 'api'::text])))
check users: CHECK ((role = ANY (ARRAY['owner'::text, 'operator'::text, 'viewer'::text])))
enum delivery_state: pending, running, delivered, dead, cancelled
