import { z } from '@hono/zod-openapi';
import {
  CEL_CHARS_MAX,
  CHECKS_MAX,
  FILES_CHARS_MAX,
  FILES_MAX,
  SETTLE_SECONDS_MAX,
} from '../../../engine/limits.ts';
import { POINTS_MAX, SETTLE_SECONDS_DEFAULT } from '../../limits.ts';
import { NodesRequestSchema } from '../nodes.ts';
import { lineSchema, nameSchema } from '../text.ts';

const Files = z
  .record(lineSchema(255), z.string().max(FILES_CHARS_MAX))
  .refine((files) => Object.keys(files).length <= FILES_MAX, `There may be ${FILES_MAX} files.`)
  .openapi('Files', {
    maxProperties: FILES_MAX,
    description: 'File name → text. Each YAML or JSON document in it is applied as `kubectl apply` would.',
    example: { 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\n…' },
  });

const TargetSchema = z
  .strictObject({
    apiVersion: lineSchema(317).openapi({ example: 'apps/v1' }),
    kind: lineSchema(63).openapi({ example: 'Deployment' }),
    namespace: lineSchema(63).optional().openapi({
      description: '`default` for a single object; a list covers all namespaces.',
    }),
    name: lineSchema(253).optional().openapi({
      description:
        'That one object, which the condition sees as `object`. Omitted: all that fit, as `objects`.',
      example: 'web',
    }),
    labelSelector: lineSchema(1024)
      .optional()
      .openapi({ description: 'As in `kubectl get -l`.', example: 'app=web' }),
  })
  .openapi('CheckTarget');

const ConditionSchema = z
  .union([
    z.strictObject({
      cel: z.string().min(1).max(CEL_CHARS_MAX).openapi({
        description: 'A CEL expression that must be true.',
        example: 'object.spec.replicas >= 3',
      }),
    }),
    z.strictObject({
      matches: z.record(z.string(), z.unknown()).openapi({
        description: 'A partial object that the object, or one of the objects, must contain.',
        example: { spec: { type: 'NodePort' } },
      }),
    }),
  ])
  .openapi('CheckCondition');

const CheckSchema = z
  .strictObject({
    id: nameSchema().openapi({ example: 'replicas' }),
    title: lineSchema(200).openapi({ example: 'Three replicas run' }),
    points: z.number().min(0).max(POINTS_MAX).openapi({ example: 2 }),
    hint: z.string().max(2000).optional().openapi({ description: 'Shown with the check when it failed.' }),
    visibility: z.enum(['visible', 'hidden']).optional().openapi({
      default: 'visible',
      description: 'A hidden check counts, but the report doesn’t say what it wanted.',
    }),
    target: TargetSchema,
    condition: ConditionSchema,
  })
  .openapi('Check');

const AssignmentSchema = z
  .strictObject({
    title: lineSchema(200).openapi({ example: 'A web server that survives' }),
    nodes: NodesRequestSchema.optional(),
    manifests: Files.optional().openapi({ description: 'What the world holds before the submission.' }),
    settleSeconds: z.int().min(0).max(SETTLE_SECONDS_MAX).optional().openapi({
      description: 'Virtual time between the submission and the checks.',
      default: SETTLE_SECONDS_DEFAULT,
    }),
    checks: z
      .array(CheckSchema)
      .min(1)
      .max(CHECKS_MAX)
      .refine((checks) => new Set(checks.map(({ id }) => id)).size === checks.length, 'The ids must differ.'),
  })
  .openapi('Assignment');

export const GradeRequestSchema = z
  .strictObject({
    assignment: AssignmentSchema,
    submission: Files,
    seed: lineSchema(255).optional().openapi({
      description: 'Decides everything that the world makes up. The same for every submission by default.',
    }),
  })
  .openapi('GradeRequest', {
    example: {
      assignment: {
        title: 'Three web servers',
        checks: [
          {
            id: 'replicas',
            title: 'Three replicas are available',
            points: 2,
            hint: 'Look at spec.replicas.',
            target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
            condition: { cel: 'object.status.availableReplicas == 3' },
          },
        ],
      },
      submission: { 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n' },
    },
  });

const CheckResultSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    points: z.number(),
    maxPoints: z.number(),
    passed: z.boolean(),
    visibility: z.enum(['visible', 'hidden']),
    message: z.string().optional().openapi({ description: 'Of a failed check: what didn’t hold.' }),
    hint: z.string().optional(),
    evidence: z.array(z.string()).optional().openapi({ description: 'What was seen instead.' }),
  })
  .openapi('CheckResult');

const AppliedDocumentSchema = z
  .object({
    file: z.string(),
    document: z.int().openapi({ description: 'Position in the file, from 0.' }),
    object: z.string().optional().openapi({ example: 'deployment.apps/web' }),
    outcome: z.enum(['created', 'configured', 'unchanged', 'refused']),
    message: z.string().optional().openapi({ description: 'Of a refusal: the API’s own words.' }),
  })
  .openapi('AppliedDocument');

export const ReportSchema = z
  .object({
    score: z.number(),
    maxScore: z.number(),
    checks: z.array(CheckResultSchema),
    applied: z.array(AppliedDocumentSchema),
    virtualSeconds: z.number().openapi({ description: 'Virtual time that passed after the submission.' }),
    settled: z.boolean().openapi({ description: 'False: the world was too busy to get that far.' }),
  })
  .openapi('Report');
