import { createRoute, type z } from '@hono/zod-openapi';
import type { GradeRequest, Report } from '../../../engine/grading/report.ts';
import type { Birth, Host } from '../../host.ts';
import { LARGE_BODY_BYTES_MAX, SETTLE_SECONDS_DEFAULT } from '../../limits.ts';
import { answer, guard, operationGroup, requestBody } from '../http/route.ts';
import { nodesOf } from '../nodes.ts';
import { PlatformError } from '../problem.ts';
import { GradeRequestSchema, ReportSchema } from './schema.ts';

/** Every grading begins at the same moment, so that the same submission gets the same report. */
const START_MS = Date.UTC(2026, 0, 1);
const DEFAULT_SEED = 'grade';

const route = createRoute({
  ...guard({ scopes: ['grade'], bodyBytesMax: LARGE_BODY_BYTES_MAX }),
  method: 'post',
  path: '/v1/grade',
  operationId: 'grade',
  tags: ['Grading'],
  summary: 'Grade a submission',
  description:
    'In a throw-away sandbox: the assignment’s manifests are applied, then the submission’s, virtual time passes, and the checks look at what became of it. The same request gets the same report.',
  request: requestBody(GradeRequestSchema),
  responses: { 200: answer(ReportSchema, 'The report.') },
});

export function gradeRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const asked = c.req.valid('json');
    const request = requestOf(asked);
    const birth: Birth = {
      spec: {
        seed: asked.seed ?? DEFAULT_SEED,
        startMs: START_MS,
        kubernetes: { nodes: request.assignment.nodes },
        history: 'all',
        isScratch: true,
      },
      clock: { mode: 'manual', rate: 1, runsWhileIdle: false },
    };
    return c.json(shownReport(await gradeIn(host, birth, request)), 200);
  });
  return group;
}

async function gradeIn(host: Host, birth: Birth, request: GradeRequest): Promise<Report> {
  const scratch = host.scratchSandbox();
  try {
    await scratch.birth(birth);
    const graded = await scratch.grade(request);
    if ('report' in graded) return graded.report;
    const { field, message } = graded.fault;
    throw new PlatformError('validation', `body field ${field}: ${message}`, {
      fields: [{ field, in: 'body', message }],
    });
  } finally {
    await scratch.destroy();
  }
}

function requestOf({ assignment, submission }: z.infer<typeof GradeRequestSchema>): GradeRequest {
  return {
    assignment: {
      title: assignment.title,
      nodes: nodesOf(assignment.nodes),
      manifests: assignment.manifests ?? {},
      settleSeconds: assignment.settleSeconds ?? SETTLE_SECONDS_DEFAULT,
      checks: assignment.checks.map((check) => ({ ...check, visibility: check.visibility ?? 'visible' })),
    },
    submission,
  };
}

function shownReport(report: Report): z.infer<typeof ReportSchema> {
  const checks = report.checks.map(({ evidence, ...check }) =>
    evidence === undefined ? check : { ...check, evidence: [...evidence] },
  );
  return { ...report, checks, applied: [...report.applied] };
}
