import { z } from '@hono/zod-openapi';
import { PROBLEMS } from './problem.ts';

const FieldProblemSchema = z
  .object({
    field: z.string().openapi({
      description: 'Which field; empty for the body as a whole.',
      example: 'kubernetes.nodes[0].cpu',
    }),
    in: z.enum(['body', 'query', 'path', 'header']),
    message: z.string().openapi({ example: 'This is not a quantity.' }),
  })
  .openapi('FieldProblem');

const details = {
  type: z.string().openapi({
    description: `What kind of problem: stable, one of ${Object.keys(PROBLEMS)
      .map((code) => `\`urn:atoll:problem:${code}\``)
      .join(', ')}.`,
    example: 'urn:atoll:problem:validation',
  }),
  title: z.string().openapi({ example: 'The request is not valid' }),
  status: z.int().openapi({ example: 400 }),
  detail: z.string(),
  errors: z.array(FieldProblemSchema).optional(),
};

export const ProblemDetailsSchema = z
  .object(details)
  .openapi('ProblemDetails', { description: 'A problem (RFC 9457).' });

export const ProblemSchema = z
  .object({ ...details, requestId: z.string().openapi({ example: 'req_01k9x3v5c8h2m4n6p8q0r2s4t6' }) })
  .openapi('Problem', { description: 'A problem (RFC 9457) with the id of the request that met it.' });
