import { z } from '@hono/zod-openapi';
import { DOCKER_HOSTS_DEFAULT } from '../../../engine/docker/docker.ts';
import { DOCKER_HOSTS_MAX } from '../../../engine/limits.ts';
import { CLOCK_RATE_MAX, CLOCK_RATE_MIN, LABELS_MAX, TTL_SECONDS_MAX } from '../../limits.ts';
import { idParameter } from '../http/route.ts';
import { NodeSchema, NodesRequestSchema } from '../nodes.ts';
import { lineSchema, nameSchema } from '../text.ts';
import { labelsSchema, labelValueSchema, mapOf } from './labels.ts';

const EXAMPLE_ID = 'sbx_01k9x3v5c8h2m4n6p8q0r2s4t6';

export const sandboxId = idParameter(EXAMPLE_ID, 'The sandbox.');

const name = nameSchema().openapi({ description: 'For people; needs not be unique.', example: 'ada' });
const externalId = lineSchema(255).openapi({
  description: 'The tenant’s own id for the sandbox. No two sandboxes have the same.',
  example: 'cloud-101/ada',
});
const ttlSeconds = z.int().min(1).max(TTL_SECONDS_MAX).openapi({
  description:
    'The sandbox goes away so many seconds after this request. Omitted or null at creation: never.',
  example: 7_776_000,
});

/** The virtual calendar: four digits a year, and room to move. */
const START_MIN = Date.UTC(2000, 0, 1);
const START_MAX = Date.UTC(2100, 0, 1);

const clockFields = {
  mode: z.enum(['realtime', 'manual']).openapi({
    description: '`realtime` follows the wall clock; `manual` moves only when it is told to.',
  }),
  rate: z.number().min(CLOCK_RATE_MIN).max(CLOCK_RATE_MAX).openapi({
    description: 'Virtual seconds that pass in a second of a realtime clock.',
    example: 1,
  }),
  runsWhileIdle: z.boolean().openapi({
    description: 'Whether a realtime clock goes on while nobody uses the sandbox.',
  }),
};

const start = z.iso
  .datetime({ offset: true })
  .refine((text) => {
    const ms = Date.parse(text);
    return ms >= START_MIN && ms < START_MAX;
  }, 'It must lie in the years 2000 to 2099.')
  .openapi({
    description: 'Virtual time at birth; the present by default.',
    example: '2026-09-01T08:00:00Z',
  });

export const SandboxCreateSchema = z
  .strictObject({
    name: name.nullish(),
    externalId: externalId.nullish(),
    labels: labelsSchema.optional(),
    ttlSeconds: ttlSeconds.nullish(),
    clock: z
      .strictObject({
        mode: clockFields.mode.optional().openapi({ default: 'realtime' }),
        rate: clockFields.rate.optional().openapi({ default: 1 }),
        runsWhileIdle: clockFields.runsWhileIdle.optional().openapi({ default: false }),
        start: start.optional(),
      })
      .optional(),
    seed: lineSchema(255).optional().openapi({
      description:
        'Decides every name, address and id that the sandbox makes up: the same seed and the same requests give the same world. The sandbox’s id by default.',
      example: 'exam-7',
    }),
    kubernetes: z
      .union([z.literal(false), z.strictObject({ nodes: NodesRequestSchema.optional() })])
      .optional()
      .openapi({ description: 'False: no cluster.' }),
    docker: z
      .strictObject({
        hosts: z.int().min(1).max(DOCKER_HOSTS_MAX).optional().openapi({
          description: 'How many: docker, docker-2 and so on. They boot when they are first used.',
          default: DOCKER_HOSTS_DEFAULT,
          example: 2,
        }),
      })
      .optional(),
  })
  .openapi('SandboxCreate', {
    example: {
      name: 'ada',
      externalId: 'cloud-101/ada',
      labels: { course: 'cloud-101' },
      kubernetes: { nodes: 3 },
    },
  });

export type SandboxCreate = z.infer<typeof SandboxCreateSchema>;

export const SandboxPatchSchema = z
  .strictObject({
    name: name.nullish(),
    externalId: externalId.nullish(),
    labels: mapOf(labelValueSchema.nullable(), LABELS_MAX).nullish().openapi({
      description:
        'Label by label: a value sets it, null takes it away. Null instead of the object: none any more.',
    }),
    ttlSeconds: ttlSeconds
      .nullish()
      .openapi({ description: 'Counted from this request. Null: never expires.' }),
    clock: z
      .strictObject({
        mode: clockFields.mode.optional(),
        rate: clockFields.rate.optional(),
        runsWhileIdle: clockFields.runsWhileIdle.optional(),
      })
      .nullish()
      .openapi({ description: 'Null: a realtime clock at rate 1.' }),
  })
  .openapi('SandboxPatch', {
    description: 'What is omitted stays; null takes a value away, or back to its default.',
    example: { labels: { graded: 'yes', draft: null }, ttlSeconds: null },
  });

export const SandboxSchema = z
  .object({
    id: z.string().openapi({ example: EXAMPLE_ID }),
    name: z.string().nullable(),
    externalId: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
    state: z.enum(['new', 'ready']).openapi({
      description: '`new`: its world will be made when something first needs it. `ready`: it is there.',
    }),
    seed: z.string(),
    clock: z.object({
      ...clockFields,
      start: z.iso.datetime().openapi({ description: 'Virtual time at birth.' }),
    }),
    kubernetes: z.union([z.literal(false), z.object({ nodes: z.array(NodeSchema) })]),
    docker: z.object({ hosts: z.int() }),
    endpoints: z.object({
      kubernetes: z.url().nullable().openapi({
        description: 'Where its API server answers; null where it has none. Get a kubeconfig to use it.',
      }),
      docker: z.url().openapi({
        description: 'Where the daemon of its first Docker host answers. Get access to it to use it.',
      }),
      http: z.url().openapi({
        description:
          'Where the web servers on its machines answer, each behind `/{host}:{port}/`. Get access to it to use it.',
      }),
    }),
    forkedFrom: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .openapi('Sandbox');

export type Sandbox = z.infer<typeof SandboxSchema>;

export const SandboxesSchema = z.object({ items: z.array(SandboxSchema) }).openapi('Sandboxes');

export const forkFields = {
  labels: labelsSchema
    .optional()
    .openapi({ description: 'Of the copies; those of the original by default.' }),
  ttlSeconds: ttlSeconds.nullish().openapi({
    description: 'Of the copies. Omitted: they expire when the original does. Null: never.',
  }),
};
