import type { RetryPolicy } from '@kanca/core';
import type { EventValidation } from '../settings/event-validation.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType, JsonSchema } from './event-type.js';

/** A row of the catalogue. Schema and example are wrapped, because both may be any JSON value, null included. */
@Entity({ schema: 'kanca', name: 'event_types' })
export class EventTypeEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('text')
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** Not jsonb: its keys stay in the order in which they were written. */
  @Column('json', { nullable: true })
  schema!: { readonly value: JsonSchema } | null;

  @Column('json', { nullable: true })
  example!: { readonly value: unknown } | null;

  @Column('boolean')
  deprecated!: boolean;

  @Column('text', { nullable: true })
  validation!: EventValidation | null;

  @Column('jsonb', { nullable: true })
  retry!: RetryPolicy | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

/** The row as the API shows it. */
export function eventTypeView(row: EventTypeEntity): EventType {
  const { tenant, name, description, deprecated, validation, retry, createdAt, updatedAt } = row;
  const schema = row.schema?.value ?? null;
  const example = row.example?.value ?? null;
  return { name, tenant, description, schema, example, deprecated, validation, retry, createdAt, updatedAt };
}
