import { createRoute } from '@hono/zod-openapi';
import { operateMachines } from '../../../actor/machine-call.ts';
import type { Host } from '../../../host.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../../http/route.ts';
import { awaken } from '../../sandboxes/awaken.ts';
import { granted } from '../refusals.ts';
import { osContainer, snapshot } from './represent.ts';
import {
  containerParameters,
  OsContainerSchema,
  RestoreRequestSchema,
  SnapshotListSchema,
  SnapshotRequestSchema,
  SnapshotSchema,
  snapshotParameters,
} from './schema.ts';

const PATH = '/v1/sandboxes/{id}/hosts/{host}/os-containers/{container}/snapshots';
const tags = ['OS containers'];
const changing = guard({ scopes: ['provision'] });
const missing = problem('There is no such sandbox, host, OS container or snapshot.');

const listRoute = createRoute({
  ...guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' }),
  method: 'get',
  path: PATH,
  operationId: 'listOsContainerSnapshots',
  tags,
  summary: 'List the snapshots of an OS container',
  request: { params: containerParameters },
  responses: { 200: answer(SnapshotListSchema, 'The snapshots.'), 404: missing },
});

const takeRoute = createRoute({
  ...changing,
  method: 'post',
  path: PATH,
  operationId: 'takeOsContainerSnapshot',
  tags,
  summary: 'Take a snapshot of a stopped OS container',
  description: 'Its files and its limits, as snap0, snap1 …',
  request: { params: containerParameters, ...requestBody(SnapshotRequestSchema) },
  responses: {
    201: answer(SnapshotSchema, 'The snapshot.'),
    404: missing,
    409: problem('It runs, or it has as many snapshots as it may.'),
  },
});

const removeRoute = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'delete',
  path: `${PATH}/{snapshot}`,
  operationId: 'removeOsContainerSnapshot',
  tags,
  summary: 'Remove a snapshot',
  request: { params: snapshotParameters },
  responses: {
    204: { description: 'It is gone.' },
    404: missing,
    409: problem('The OS container is still being created.'),
  },
});

const restoreRoute = createRoute({
  ...changing,
  method: 'post',
  path: `${PATH}/{snapshot}/restore`,
  operationId: 'restoreOsContainerSnapshot',
  tags,
  summary: 'Restore a snapshot',
  request: { params: snapshotParameters, ...requestBody(RestoreRequestSchema) },
  responses: {
    200: answer(OsContainerSchema, 'The OS container that is as the snapshot was.'),
    404: missing,
    409: problem('The OS container runs, or the new name is taken.'),
  },
});

/** Snapshots of OS containers. */
export function snapshotRoutes(host: Host) {
  const group = operationGroup();
  const handleOf = async (tenantId: string, id: string) => (await awaken(host, tenantId, id)).handle;
  group.openapi(listRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const snapshots = granted(await operateMachines(handle, 'listSnapshots', name, container));
    return c.json({ snapshots: snapshots.map(snapshot) }, 200);
  });
  group.openapi(takeRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { comment = '' } = c.req.valid('json');
    return c.json(
      snapshot(granted(await operateMachines(handle, 'takeSnapshot', name, container, comment))),
      201,
    );
  });
  group.openapi(removeRoute, async (c) => {
    const { id, host: name, container, snapshot: wanted } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    granted(await operateMachines(handle, 'removeSnapshot', name, container, wanted));
    return c.body(null, 204);
  });
  group.openapi(restoreRoute, async (c) => {
    const { id, host: name, container, snapshot: wanted } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { name: newName = container } = c.req.valid('json');
    const restored = await operateMachines(handle, 'restoreSnapshot', name, container, wanted, newName);
    return c.json(osContainer(granted(restored)), 200);
  });
  return group;
}
