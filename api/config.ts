import { z } from 'zod';

/** What the environment says. Nothing else reads it. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  HOST: z.string().min(1).default('127.0.0.1'),
  ATOLL_DATA: z.string().min(1).default('./data'),
  ATOLL_API_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Signs sandbox credentials, base64; by default one is made and kept in the data folder. */
  ATOLL_SIGNING_KEY: z.base64().min(43, 'must hold 32 bytes or more').optional(),
  /** `self-signed`, or `files` with the three below. */
  ATOLL_TLS: z.enum(['off', 'self-signed', 'files']).default('off'),
  ATOLL_TLS_CERT: z.string().optional(),
  ATOLL_TLS_KEY: z.string().optional(),
  ATOLL_TLS_CA: z.string().optional(),
  /** Where clients reach the server, if not where it listens. */
  ATOLL_PUBLIC_URL: z.url().optional(),
  /** Requests a second to the platform API for each key; ten times as many in a burst. */
  ATOLL_RATE_LIMIT: z.coerce.number().positive().default(100),
  ATOLL_LOG: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.infer<typeof schema>;

/** @throws Error that names the variable */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
}
