import type { Type } from '@nestjs/common';
import { GiveLeaseBack } from './give-lease-back.js';
import { Leases } from './leases.js';
import { ReadLeasedEvents } from './read-leased-events.js';
import { CompleteLease } from './complete-lease.js';
import { TakeLease } from './take-lease.js';

/** What leases deliveries to consumers that fetch them. */
export const LEASE_PROVIDERS: Type[] = [Leases, TakeLease, ReadLeasedEvents, CompleteLease, GiveLeaseBack];
