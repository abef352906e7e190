import { createRoute, z } from '@hono/zod-openapi';
import type { HostView } from '../../../engine/machines/views.ts';
import { operateMachines } from '../../actor/machine-call.ts';
import type { Host } from '../../host.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../http/route.ts';
import { awaken } from '../sandboxes/awaken.ts';
import { timestamp } from '../sandboxes/representation.ts';
import { sandboxId } from '../sandboxes/schema.ts';
import { hostParameters } from './parameters.ts';
import { granted } from './refusals.ts';
import {
  AuditLogSchema,
  CgroupLimitsSchema,
  CgroupListSchema,
  CgroupSchema,
  HostChangeSchema,
  HostListSchema,
  HostRequestSchema,
  HostSchema,
  MountListSchema,
  NamespaceListSchema,
  NetworkNamespaceSchema,
  ProcessListSchema,
} from './schema.ts';

const GIBIBYTE = 2 ** 30;
const DEFAULTS = {
  cpus: 2,
  memoryBytes: 4 * GIBIBYTE,
  diskBytes: 40 * GIBIBYTE,
  selinux: 'disabled',
} as const;

const namespaceQuery = z.strictObject({
  namespace: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .openapi({ description: 'By inode number; the host’s own by default.', example: 4_026_532_200 }),
});

const reading = guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' });
const changing = guard({ scopes: ['provision'] });
const missing = problem('There is no such sandbox, or no such host in it.');

/** What all routes share that only look at a host. */
function hostReading<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    ...reading,
    method: 'get' as const,
    tags: ['Hosts'],
    request: { params: hostParameters },
    responses: { 200: answer(schema, description), 404: missing },
  };
}

const listRoute = createRoute({
  ...reading,
  method: 'get',
  path: '/v1/sandboxes/{id}/hosts',
  operationId: 'listHosts',
  tags: ['Hosts'],
  summary: 'List the virtual machines of a sandbox',
  description:
    'Those that have been switched on: a Docker host and a node are when they are first used or asked for by name.',
  request: { params: sandboxId },
  responses: { 200: answer(HostListSchema, 'The hosts.'), 404: problem('There is no such sandbox.') },
});

const addRoute = createRoute({
  ...changing,
  method: 'post',
  path: '/v1/sandboxes/{id}/hosts',
  operationId: 'addHost',
  tags: ['Hosts'],
  summary: 'Boot another virtual machine, with a container engine',
  request: { params: sandboxId, ...requestBody(HostRequestSchema) },
  responses: {
    201: answer(HostSchema, 'It boots.'),
    404: problem('There is no such sandbox.'),
    409: problem('There is such a host already, or as many as there may be.'),
  },
});

const getRoute = createRoute({
  ...hostReading(HostSchema, 'The host.'),
  path: '/v1/sandboxes/{id}/hosts/{host}',
  operationId: 'getHost',
  summary: 'Read a virtual machine',
});

const changeRoute = createRoute({
  ...changing,
  method: 'patch',
  path: '/v1/sandboxes/{id}/hosts/{host}',
  operationId: 'changeHost',
  tags: ['Hosts'],
  summary: 'Change the SELinux mode of a host',
  request: { params: hostParameters, ...requestBody(HostChangeSchema) },
  responses: { 200: answer(HostSchema, 'The host as it is now.'), 404: missing },
});

const removeRoute = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'delete',
  path: '/v1/sandboxes/{id}/hosts/{host}',
  operationId: 'removeHost',
  tags: ['Hosts'],
  summary: 'Remove a virtual machine, with everything on it',
  request: { params: hostParameters },
  responses: {
    204: { description: 'It is gone.' },
    404: missing,
    409: problem('The sandbox can’t be without it.'),
  },
});

const processesRoute = createRoute({
  ...hostReading(ProcessListSchema, 'The processes.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/processes',
  operationId: 'listProcesses',
  summary: 'List the processes of a host',
  description: 'All of them: those of containers are processes of the same kernel.',
});

const namespacesRoute = createRoute({
  ...hostReading(NamespaceListSchema, 'The namespaces, as lsns lists them.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/namespaces',
  operationId: 'listNamespaces',
  summary: 'List the namespaces of a host',
});

const cgroupsRoute = createRoute({
  ...hostReading(CgroupListSchema, 'The groups, by path.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/cgroups',
  operationId: 'listCgroups',
  summary: 'List the control groups of a host',
});

const limitRoute = createRoute({
  ...changing,
  method: 'patch',
  path: '/v1/sandboxes/{id}/hosts/{host}/cgroups',
  operationId: 'setCgroupLimits',
  tags: ['Hosts'],
  summary: 'Change the limits of a control group',
  description: 'They act at once: what has more memory than it may is killed, who computes is throttled.',
  request: {
    params: hostParameters,
    query: z.strictObject({
      path: z.string().min(1).max(4096).openapi({ example: '/system.slice/docker.service' }),
    }),
    ...requestBody(CgroupLimitsSchema),
  },
  responses: {
    200: answer(CgroupSchema, 'The group as it is now.'),
    404: problem('There is no such sandbox, host or group.'),
  },
});

const mountsRoute = createRoute({
  ...hostReading(MountListSchema, 'The mounts.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/mounts',
  operationId: 'listMounts',
  summary: 'List the mounts of a mount namespace',
  request: { params: hostParameters, query: namespaceQuery },
});

const networkRoute = createRoute({
  ...hostReading(NetworkNamespaceSchema, 'The namespace.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/network',
  operationId: 'getNetworkNamespace',
  summary: 'Read the interfaces, routes and ports of a network namespace',
  request: { params: hostParameters, query: namespaceQuery },
});

const auditRoute = createRoute({
  ...hostReading(AuditLogSchema, 'The newest lines.'),
  path: '/v1/sandboxes/{id}/hosts/{host}/audit-log',
  operationId: 'getAuditLog',
  summary: 'Read what SELinux denied on a host',
});

function represent({ bootedAtMs, readyAtMs, ...facts }: HostView) {
  return { ...facts, bootedAt: timestamp(bootedAtMs), readyAt: timestamp(readyAtMs) };
}

/** The virtual machines of a sandbox. */
export function hostRoutes(host: Host) {
  const group = operationGroup();
  const handleOf = async (tenantId: string, id: string) => (await awaken(host, tenantId, id)).handle;
  group.openapi(listRoute, async (c) => {
    const handle = await handleOf(c.get('caller').tenantId, c.req.valid('param').id);
    return c.json({ hosts: (await operateMachines(handle, 'listHosts')).map(represent) }, 200);
  });
  group.openapi(addRoute, async (c) => {
    const handle = await handleOf(c.get('caller').tenantId, c.req.valid('param').id);
    const added = await operateMachines(handle, 'addHost', { ...DEFAULTS, ...c.req.valid('json') });
    return c.json(represent(granted(added)), 201);
  });
  group.openapi(getRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(represent(granted(await operateMachines(handle, 'getHost', name))), 200);
  });
  group.openapi(changeRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { selinux } = c.req.valid('json');
    return c.json(represent(granted(await operateMachines(handle, 'setSelinux', name, selinux))), 200);
  });
  group.openapi(removeRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    granted(await operateMachines(handle, 'removeHost', name));
    return c.body(null, 204);
  });
  group.openapi(processesRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const processes = granted(await operateMachines(handle, 'listProcesses', name));
    const shown = processes.map(({ startedAtMs, ...facts }) => ({
      ...facts,
      startedAt: timestamp(startedAtMs),
    }));
    return c.json(
      {
        processes: shown.map((each) => ({
          ...each,
          argv: [...each.argv],
          capabilities: [...each.capabilities],
        })),
      },
      200,
    );
  });
  group.openapi(namespacesRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json({ namespaces: granted(await operateMachines(handle, 'listNamespaces', name)) }, 200);
  });
  group.openapi(cgroupsRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const cgroups = granted(await operateMachines(handle, 'listCgroups', name));
    return c.json({ cgroups: cgroups.map((each) => ({ ...each, limits: { ...each.limits } })) }, 200);
  });
  group.openapi(limitRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { path } = c.req.valid('query');
    const changed = await operateMachines(handle, 'setCgroupLimits', name, path, c.req.valid('json'));
    const view = granted(changed);
    return c.json({ ...view, limits: { ...view.limits } }, 200);
  });
  group.openapi(mountsRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const mounts = granted(await operateMachines(handle, 'listMounts', name, c.req.valid('query').namespace));
    return c.json({ mounts: mounts.map((each) => ({ ...each, options: [...each.options] })) }, 200);
  });
  group.openapi(networkRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const view = granted(await operateMachines(handle, 'getNetwork', name, c.req.valid('query').namespace));
    const interfaces = view.interfaces.map((each) => ({ ...each, addresses: [...each.addresses] }));
    const [routes, sockets, unixSockets] = [[...view.routes], [...view.sockets], [...view.unixSockets]];
    return c.json({ interfaces, routes, sockets, unixSockets }, 200);
  });
  group.openapi(auditRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json({ lines: [...granted(await operateMachines(handle, 'auditLog', name))] }, 200);
  });
  return group;
}
