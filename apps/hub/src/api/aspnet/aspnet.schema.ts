import { z } from 'zod';

export const aspnetFilterSchema = z.object({ Name: z.string(), Description: z.string() });

export const aspnetRegistrationSchema = z
  .object({
    Id: z.string(),
    WebHookUri: z.string(),
    Secret: z.string().nullable().describe('Shown when the registration is made; null ever after.'),
    Description: z.string().nullable(),
    IsPaused: z.boolean(),
    Filters: z.array(z.string()),
    Headers: z.record(z.string(), z.string()).describe('Values of headers that look like credentials are masked.'),
    Properties: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AspnetRegistration' });

/** Names count in any case there, so the body is read by hand: this is for the documentation. */
export const aspnetWantedSchema = aspnetRegistrationSchema.partial().required({ WebHookUri: true });
