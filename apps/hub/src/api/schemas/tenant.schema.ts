import { z } from 'zod';

/** The name of a tenant. `*` is none: inside, it stands for all of them. */
export const tenantSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'has to be up to 100 letters, digits, dots, dashes and underscores');
