import { z } from '@hono/zod-openapi';
import { CREDENTIAL_SECONDS_DEFAULT, CREDENTIAL_SECONDS_MAX } from '../../limits.ts';

/** How long a credential is to be good for, in a query. */
export const credentialSeconds = z.coerce
  .number()
  .int()
  .min(1)
  .max(CREDENTIAL_SECONDS_MAX)
  .optional()
  .openapi({
    description: `How long the credential is good for; ${CREDENTIAL_SECONDS_DEFAULT} s by default.`,
    example: 86_400,
  });
