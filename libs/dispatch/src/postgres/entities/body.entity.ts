import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Bytes that never change: a request as it was received, or an event's data. */
@Entity({ schema: 'kanca', name: 'bodies' })
export class BodyEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** JSON object of the request's headers; null for data. */
  @Column('bytea', { nullable: true })
  headers!: Buffer | null;

  @Column('bytea')
  content!: Buffer;
}
