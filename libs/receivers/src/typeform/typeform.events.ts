export interface TypeformResponse<Name extends string> {
  readonly event_id: string;
  readonly event_type: Name;
  readonly form_response: {
    readonly form_id: string;
    readonly token: string;
    readonly landed_at: string;
    readonly submitted_at: string;
    readonly hidden?: Readonly<Record<string, string>>;
    readonly calculated?: { readonly score: number };
    readonly variables?: readonly unknown[];
    readonly definition: {
      readonly id: string;
      readonly title: string;
      readonly fields: readonly {
        readonly id: string;
        readonly ref: string;
        readonly type: string;
        readonly title: string;
      }[];
    };
    readonly answers: readonly TypeformAnswer[];
  };
}

/** Holds its value under the name of its type: `text`, `choice`, `email` and so on. */
export interface TypeformAnswer {
  readonly type: string;
  readonly field: { readonly id: string; readonly ref: string; readonly type: string };
  readonly text?: string;
  readonly email?: string;
  readonly number?: number;
  readonly boolean?: boolean;
  readonly date?: string;
  readonly choice?: { readonly id?: string; readonly label?: string; readonly other?: string };
  readonly choices?: { readonly ids?: readonly string[]; readonly labels?: readonly string[] };
  readonly file_url?: string;
  readonly [type: string]: unknown;
}

/** A whole response, or one that was left in the middle. */
export interface TypeformEvents {
  readonly form_response: TypeformResponse<'form_response'>;
  readonly form_response_partial: TypeformResponse<'form_response_partial'>;
}
