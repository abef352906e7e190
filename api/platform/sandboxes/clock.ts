import { createRoute, z } from '@hono/zod-openapi';
import { ADVANCE_SECONDS_MAX } from '../../../engine/limits.ts';
import type { Host } from '../../host.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { PlatformError } from '../problem.ts';
import { awaken } from './awaken.ts';
import { timestamp } from './representation.ts';
import { sandboxId } from './schema.ts';

const AdvanceSchema = z
  .union([
    z.strictObject({ seconds: z.number().min(0).max(ADVANCE_SECONDS_MAX).openapi({ example: 60 }) }),
    z.strictObject({
      until: z.literal('idle').openapi({ description: 'Until nothing but routine is on its way.' }),
      maxSeconds: z.number().min(0).max(ADVANCE_SECONDS_MAX).openapi({ example: 600 }),
    }),
  ])
  .openapi('ClockAdvance', { example: { seconds: 60 } });

const AdvancedSchema = z
  .object({
    from: z.iso.datetime().openapi({ description: 'Virtual time before.' }),
    to: z.iso.datetime().openapi({ description: 'Virtual time now.' }),
    seconds: z.number().openapi({ description: 'Virtual time that passed.', example: 60 }),
    steps: z.int().openapi({ description: 'How often a controller had something to look at.' }),
    idle: z.boolean().openapi({ description: 'Whether nothing but routine is on its way any more.' }),
    settled: z.boolean().openapi({ description: 'False: the step budget ran out first.' }),
  })
  .openapi('ClockAdvanced');

const ClockSchema = z
  .object({
    now: z.iso.datetime().openapi({ description: 'Virtual time.' }),
    mode: z.enum(['realtime', 'manual']),
    rate: z.number(),
    runsWhileIdle: z.boolean(),
    busy: z.boolean().openapi({ description: 'Whether something is on its way that isn’t mere routine.' }),
  })
  .openapi('Clock');

const DigestSchema = z
  .object({ digest: z.string().openapi({ description: 'SHA-256, hex.' }) })
  .openapi('WorldDigest');

const getRoute = createRoute({
  ...guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/sandboxes/{id}/clock',
  operationId: 'getClock',
  tags: ['Clock'],
  summary: 'Read a sandbox’s clock',
  request: { params: sandboxId },
  responses: { 200: answer(ClockSchema, 'The clock.'), 404: problem('There is no such sandbox.') },
});

const advanceRoute = createRoute({
  ...guard({ scopes: ['provision'] }),
  method: 'post',
  path: '/v1/sandboxes/{id}/clock/advance',
  operationId: 'advanceClock',
  tags: ['Clock'],
  summary: 'Move a manual clock',
  description: 'Everything that is due on the way happens, in virtual time.',
  request: { params: sandboxId, ...requestBody(AdvanceSchema) },
  responses: {
    200: answer(AdvancedSchema, 'What happened.'),
    404: problem('There is no such sandbox.'),
    409: problem('The clock is a realtime one.'),
  },
});

const digestRoute = createRoute({
  ...guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/sandboxes/{id}/digest',
  operationId: 'getDigest',
  tags: ['Clock'],
  summary: 'Fingerprint a sandbox’s world',
  description: 'Over every row of every table: equal for equal worlds.',
  request: { params: sandboxId },
  responses: { 200: answer(DigestSchema, 'The digest.'), 404: problem('There is no such sandbox.') },
});

export function clockRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(getRoute, async (c) => {
    const { state } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json({ now: timestamp(state.now), ...state.clock, busy: state.busy }, 200);
  });
  group.openapi(advanceRoute, async (c) => {
    const { handle, state } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    if (state.clock.mode !== 'manual') {
      const detail = 'A realtime clock moves on its own. Change `clock.mode` to manual first.';
      throw new PlatformError('clock-not-manual', detail);
    }
    const { from, to, steps, idle, settled } = await handle.advance(c.req.valid('json'));
    const times = { from: timestamp(from), to: timestamp(to), seconds: (to - from) / 1000 };
    return c.json({ ...times, steps, idle, settled }, 200);
  });
  group.openapi(digestRoute, async (c) => {
    const { handle } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    return c.json({ digest: await handle.digest() }, 200);
  });
  return group;
}
