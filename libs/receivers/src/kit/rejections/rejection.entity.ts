import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'kanca', name: 'rejections' })
export class RejectionEntity {
  @PrimaryColumn('text')
  tenant!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;

  @Column('text')
  provider!: string;

  @Column('text', { name: 'source_uri' })
  sourceUri!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('text', { name: 'request_id' })
  requestId!: string;

  @Column('text')
  network!: string;

  @Column('smallint')
  status!: number;

  @Column('text')
  code!: string;

  @Column('text')
  reason!: string;

  @Column('text')
  diagnosis!: string;

  @Column('boolean', { name: 'fits_otherwise' })
  fitsOtherwise!: boolean;

  @Column('text')
  method!: string;

  @Column('text')
  url!: string;

  @Column('jsonb')
  headers!: Readonly<Record<string, string>>;

  @Column('bytea')
  body!: Buffer;

  @Column('integer', { name: 'body_bytes' })
  bodyBytes!: number;

  @Column('integer')
  unrecorded!: number;

  @Column('text', { name: 'sealed_request', nullable: true })
  sealedRequest!: string | null;
}
