import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserRole } from './role.js';

/** A person who signs in. */
@Entity({ schema: 'kanca', name: 'users' })
export class UserEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** null: every tenant. */
  @Column('text', { nullable: true })
  tenant!: string | null;

  /** Folded: see `foldedEMail`. */
  @Column('text')
  email!: string;

  /** For people; may be empty. */
  @Column('text')
  name!: string;

  @Column('text')
  role!: UserRole;

  /** scrypt, in the PHC string format; null for a user who cannot sign in yet. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Kept for the issuer and the subject of an OpenID provider; always null in this version. */
  @Column('text', { name: 'oidc_identity', nullable: true })
  oidcIdentity!: string | null;

  @Column('boolean')
  disabled!: boolean;

  /** Sessions that began before are over: the password was changed, or the user disabled. */
  @Column('timestamptz', { name: 'sessions_since' })
  sessionsSince!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true })
  lastSignInAt!: Date | null;
}
