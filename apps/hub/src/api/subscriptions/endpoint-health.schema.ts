import { z } from 'zod';

export const endpointHealthSchema = z
  .object({
    stage: z
      .enum(['well', 'failing', 'warned', 'probation', 'disabled'])
      .describe('For how long nothing has worked: its owner is told, it is probed rarely, it is disabled.'),
    circuit: z
      .enum(['closed', 'open', 'half_open'])
      .describe(
        'open: it is left alone until nextProbeAt, which costs its deliveries no attempt. half_open: one delivery at a time goes out.',
      ),
    failingSince: z.iso.datetime().nullable(),
    failures: z.int(),
    lastError: z.string().nullable(),
    nextProbeAt: z.iso.datetime().nullable(),
    learntRate: z
      .number()
      .nullable()
      .describe('Deliveries a second that it was seen to bear; null when it was never too much.'),
  })
  .meta({ id: 'EndpointHealth' });
