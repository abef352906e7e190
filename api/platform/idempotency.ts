import { z } from '@hono/zod-openapi';
import type { IdempotencyKey, IdempotencyRefusal } from '../actor/tenant/idempotency.ts';
import { digest } from '../auth/digest.ts';
import { PlatformError } from './problem.ts';

const PRINTABLE = /^[\x20-\x7e]+$/;

/** The header of operations that a client may repeat safely. */
export const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .regex(PRINTABLE, 'Use printable ASCII.')
    .optional()
    .openapi({
      param: {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'Makes a request safe to repeat: for 24 hours the same key with the same body gets the same answer and does nothing again. Another body under the key is refused. A request that was refused doesn’t use its key up.',
      },
      example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
    }),
});

/** @param request what the operation was asked, whatever identifies it */
export function idempotencyKey(
  headers: z.infer<typeof idempotencyHeader>,
  operation: string,
  request: unknown,
): IdempotencyKey | undefined {
  const key = headers['Idempotency-Key'];
  return key === undefined ? undefined : { key, request: requestDigest(operation, request) };
}

export function requestDigest(operation: string, request: unknown): string {
  return digest(`${operation} ${canonicalJson(request)}`);
}

/** @param refused why the actor didn't do it */
export function idempotencyProblem(refused: IdempotencyRefusal): PlatformError {
  const detail =
    refused === 'request-in-progress'
      ? 'Try again when it has ended.'
      : 'The key came with another request before. Use a new key for a new request.';
  const fields = [{ field: 'Idempotency-Key', in: 'header', message: detail } as const];
  return new PlatformError(refused, detail, { fields });
}

/** The same text for the same data, in whatever order its fields were sent. */
function canonicalJson(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
