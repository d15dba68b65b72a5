interface Named {
  readonly id: string;
  readonly name: string;
}

export interface TrelloMember {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly initials?: string;
  readonly avatarUrl?: string | null;
}

export interface TrelloBoardReference extends Named {
  readonly shortLink: string;
}

export interface TrelloCardReference extends Named {
  readonly shortLink: string;
  /** The number on its board. */
  readonly idShort: number;
  readonly idList?: string;
  readonly desc?: string;
  readonly closed?: boolean;
  readonly due?: string | null;
  readonly pos?: number;
}

export interface TrelloAction<Name extends string, Data> {
  readonly id: string;
  readonly idMemberCreator: string;
  readonly type: Name;
  /** ISO 8601. */
  readonly date: string;
  readonly data: Data;
  readonly memberCreator: TrelloMember;
  readonly display?: unknown;
  readonly limits?: unknown;
}

/** An action, and what the webhook watches. */
export interface TrelloEvent<Name extends string, Data> {
  readonly action: TrelloAction<Name, Data>;
  /** The board, card, list or member that is watched, as it is now. */
  readonly model: { readonly id: string; readonly name?: string; readonly url?: string };
  readonly webhook?: {
    readonly id: string;
    readonly description: string;
    readonly idModel: string;
    readonly callbackURL: string;
    readonly active: boolean;
  };
}

interface OnBoard {
  readonly board: TrelloBoardReference;
}

interface OnCard extends OnBoard {
  readonly card: TrelloCardReference;
  readonly list?: Named;
}

/** What a card was before: only the fields that changed. */
interface CardUpdate extends OnCard {
  readonly old: Partial<Omit<TrelloCardReference, 'id'>>;
  readonly listBefore?: Named;
  readonly listAfter?: Named;
}

interface CheckItem extends OnCard {
  readonly checklist: Named;
  readonly checkItem: Named & { readonly state: 'complete' | 'incomplete' };
}

interface ActionData {
  readonly createCard: OnCard & { readonly list: Named };
  readonly copyCard: OnCard & { readonly cardSource: TrelloCardReference };
  readonly updateCard: CardUpdate;
  readonly deleteCard: OnCard;
  readonly commentCard: OnCard & { readonly text: string };
  readonly addMemberToCard: OnCard & { readonly idMember: string; readonly member: Named };
  readonly removeMemberFromCard: OnCard & { readonly idMember: string; readonly member: Named };
  readonly addLabelToCard: OnCard & { readonly label: Named & { readonly color: string | null } };
  readonly removeLabelFromCard: OnCard & { readonly label: Named & { readonly color: string | null } };
  readonly addAttachmentToCard: OnCard & { readonly attachment: Named & { readonly url?: string } };
  readonly updateCheckItemStateOnCard: CheckItem;
  readonly createList: OnBoard & { readonly list: Named };
  readonly updateList: OnBoard & { readonly list: Named & { readonly closed?: boolean }; readonly old: unknown };
  readonly updateBoard: OnBoard & { readonly old: unknown };
}

/** The events that have types. Further events are known by name only; an event newer than this list reaches handlers of `'*'`. */
export type TrelloEvents = { readonly [Name in keyof ActionData]: TrelloEvent<Name, ActionData[Name]> };
