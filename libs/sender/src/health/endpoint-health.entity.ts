import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HealthStage } from '../model/endpoint-health-view.js';

/** An endpoint that has failed since it last worked. Kept here and not in memory, so that every replica and every restart knows. */
@Entity({ schema: 'kanca', name: 'endpoint_health' })
export class EndpointHealthEntity {
  /** The subscription's. */
  @PrimaryColumn('uuid', { name: 'subscription_id' })
  subscriptionId!: string;

  @Column('text')
  tenant!: string;

  @Column('timestamptz', { name: 'failing_since' })
  failingSince!: Date;

  @Column('integer')
  failures!: number;

  @Column('integer')
  faults!: number;

  @Column('text')
  stage!: HealthStage;

  @Column('integer')
  opened!: number;

  @Column('timestamptz', { name: 'open_until', nullable: true })
  openUntil!: Date | null;

  @Column('timestamptz', { name: 'last_failure_at' })
  lastFailureAt!: Date;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;
}
