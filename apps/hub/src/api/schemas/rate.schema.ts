import { z } from 'zod';

/** Deliveries a second, as `Replays` and `HeldDeliveries` take them. */
export const rateSchema = z.number().min(0.001).max(100_000);
