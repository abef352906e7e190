import { createRoute, z } from '@hono/zod-openapi';
import type { CreateResult, SandboxDraft } from '../../actor/tenant/sandboxes.ts';
import type { Host } from '../../host.ts';
import { BATCH_NODES_MAX, BATCH_SANDBOXES_MAX, LARGE_BODY_BYTES_MAX } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { invalid } from '../http/validation.ts';
import { idempotencyHeader, idempotencyKey, idempotencyProblem } from '../idempotency.ts';
import { type PlatformError, problemDetails } from '../problem.ts';
import { ProblemDetailsSchema } from '../problem-schema.ts';
import { draftOf } from './draft.ts';
import { externalIdTaken, tooManyNodes } from './problems.ts';
import { representation } from './representation.ts';
import { SandboxCreateSchema, SandboxSchema } from './schema.ts';

const BatchSchema = z
  .strictObject({
    // Each is judged on its own, so that a bad one doesn't spoil the others.
    sandboxes: z
      .array(z.unknown().openapi({ type: 'object', allOf: [{ $ref: '#/components/schemas/SandboxCreate' }] }))
      .min(1)
      .max(BATCH_SANDBOXES_MAX),
  })
  .openapi('SandboxBatch', {
    example: {
      sandboxes: [
        { name: 'ada', externalId: 'cloud-101/ada' },
        { name: 'alan', externalId: 'cloud-101/alan' },
      ],
    },
  });

const BatchResultSchema = z
  .object({
    outcome: z.enum(['created', 'existing', 'failed']).openapi({
      description: '`existing`: the same request had made this sandbox before.',
    }),
    sandbox: SandboxSchema.optional().openapi({ description: 'Unless it failed.' }),
    problem: ProblemDetailsSchema.optional().openapi({ description: 'Where it failed.' }),
  })
  .openapi('SandboxBatchResult');

type BatchResult = z.infer<typeof BatchResultSchema>;

const BatchResultsSchema = z
  .object({
    items: z.array(BatchResultSchema).openapi({ description: 'In the order of the request.' }),
  })
  .openapi('SandboxBatchResults');

const route = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: LARGE_BODY_BYTES_MAX }),
  method: 'post',
  path: '/v1/sandboxes/batch',
  operationId: 'createSandboxes',
  tags: ['Sandboxes'],
  summary: 'Create many sandboxes',
  description: `Up to ${BATCH_SANDBOXES_MAX} in one transaction, with up to ${BATCH_NODES_MAX} nodes together. Each succeeds or fails on its own. An item whose externalId exists with the same content answers the existing sandbox, so a batch may be repeated until all of it is there.`,
  request: { ...requestBody(BatchSchema), headers: idempotencyHeader },
  responses: {
    200: answer(BatchResultsSchema, 'What became of each.'),
    409: problem('The first request with this Idempotency-Key is still at work.'),
    422: problem('The Idempotency-Key came with another body before.'),
  },
});

export function createSandboxesRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    const now = host.now();
    const entries = asked.sandboxes.map((item) => readItem(item, now));
    const drafts = entries.flatMap((entry) => ('draft' in entry ? [entry.draft] : []));
    refuseTooManyNodes(drafts.map(({ birth }) => birth.spec.kubernetes));
    const outcome = await host.tenant(c.get('caller').tenantId).createSandboxes(drafts, {
      now,
      repeatable: true,
      idempotency: idempotencyKey(c.req.valid('header'), 'createSandboxes', asked),
    });
    if ('refused' in outcome) throw idempotencyProblem(outcome.refused);
    const results = outcome.results[Symbol.iterator]();
    const items = entries.map((entry) =>
      'draft' in entry ? shown(results.next().value, baseUrl(host, c)) : failed(entry.problem),
    );
    return c.json({ items }, 200);
  });
  return group;
}

type Entry = { readonly draft: SandboxDraft } | { readonly problem: PlatformError };

function readItem(item: unknown, now: number): Entry {
  const parsed = SandboxCreateSchema.safeParse(item);
  return parsed.success ? { draft: draftOf(parsed.data, now) } : { problem: invalid(parsed.error, 'body') };
}

function refuseTooManyNodes(clusters: readonly (false | { readonly nodes: readonly unknown[] })[]): void {
  let nodes = 0;
  for (const cluster of clusters) nodes += cluster === false ? 0 : cluster.nodes.length;
  if (nodes > BATCH_NODES_MAX) throw tooManyNodes(nodes);
}

function shown(result: CreateResult | undefined, base: string): BatchResult {
  if (result === undefined || result.outcome === 'external-id-taken') return failed(externalIdTaken());
  return { outcome: result.outcome, sandbox: representation(result.sandbox, base) };
}

function failed(problem: PlatformError): BatchResult {
  return { outcome: 'failed', problem: problemDetails(problem) };
}
