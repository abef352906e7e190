import { createRoute, z } from '@hono/zod-openapi';
import type { OsContainerView } from '../../../../engine/lxc/views.ts';
import { OS_TEMPLATES } from '../../../../engine/registry/os-templates/catalogue.ts';
import { operateMachines } from '../../../actor/machine-call.ts';
import type { Host } from '../../../host.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../../http/route.ts';
import { awaken } from '../../sandboxes/awaken.ts';
import { hostParameters } from '../parameters.ts';
import { granted } from '../refusals.ts';
import { osContainer } from './represent.ts';
import {
  ConsoleSchema,
  containerParameters,
  OsContainerChangeSchema,
  OsContainerListSchema,
  OsContainerRequestSchema,
  OsContainerSchema,
  StopRequestSchema,
  TemplateListSchema,
} from './schema.ts';

const PATH = '/v1/sandboxes/{id}/hosts/{host}/os-containers';
const tags = ['OS containers'];
const reading = guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' });
const changing = guard({ scopes: ['provision'] });
const bodiless = guard({ scopes: ['provision'], bodyBytesMax: 'none' });
const missing = problem('There is no such sandbox, host or OS container.');
const wrongState = problem('The OS container’s state doesn’t permit this.');
const ok = answer(OsContainerSchema, 'The OS container as it is now.');

const templatesRoute = createRoute({
  ...reading,
  method: 'get',
  path: '/v1/os-container-templates',
  operationId: 'listOsContainerTemplates',
  tags,
  summary: 'List what OS containers can be made from',
  responses: { 200: answer(TemplateListSchema, 'The templates.') },
});

const listRoute = createRoute({
  ...reading,
  method: 'get',
  path: PATH,
  operationId: 'listOsContainers',
  tags,
  summary: 'List the OS containers of a host',
  request: { params: hostParameters },
  responses: { 200: answer(OsContainerListSchema, 'The OS containers, by name.'), 404: missing },
});

const createContainerRoute = createRoute({
  ...changing,
  method: 'post',
  path: PATH,
  operationId: 'createOsContainer',
  tags,
  summary: 'Create an OS container from a template',
  description: 'As `lxc-create -t download` does. The first one of a template downloads it.',
  request: { params: hostParameters, ...requestBody(OsContainerRequestSchema) },
  responses: {
    201: answer(OsContainerSchema, 'It is being created.'),
    404: problem('There is no such sandbox or host.'),
    409: problem('There is such an OS container already, or as many as there may be, or the host boots.'),
  },
});

const getRoute = createRoute({
  ...reading,
  method: 'get',
  path: `${PATH}/{container}`,
  operationId: 'getOsContainer',
  tags,
  summary: 'Read an OS container',
  request: { params: containerParameters },
  responses: { 200: answer(OsContainerSchema, 'The OS container.'), 404: missing },
});

const limitRoute = createRoute({
  ...changing,
  method: 'patch',
  path: `${PATH}/{container}`,
  operationId: 'changeOsContainer',
  tags,
  summary: 'Change the limits of an OS container',
  description: 'They act at once, and each time it is started.',
  request: { params: containerParameters, ...requestBody(OsContainerChangeSchema) },
  responses: { 200: ok, 404: missing, 409: wrongState },
});

const flag = z.enum(['true', 'false']).optional();

const destroyRoute = createRoute({
  ...bodiless,
  method: 'delete',
  path: `${PATH}/{container}`,
  operationId: 'destroyOsContainer',
  tags,
  summary: 'Destroy an OS container',
  request: {
    params: containerParameters,
    query: z.strictObject({
      force: flag.openapi({ description: 'Even while it runs.' }),
      snapshots: flag.openapi({ description: 'With its snapshots.' }),
    }),
  },
  responses: {
    204: { description: 'It is gone.' },
    404: missing,
    409: problem('It runs, or it has snapshots, and the request doesn’t say that this doesn’t matter.'),
  },
});

/** A route that does something to a container. */
function actionRoute<const Action extends string>(action: Action, operationId: string, summary: string) {
  return createRoute({
    ...bodiless,
    method: 'post' as const,
    path: `${PATH}/{container}/${action}` as const,
    operationId,
    tags,
    summary,
    request: { params: containerParameters },
    responses: { 200: ok, 404: missing, 409: wrongState },
  });
}

const startRoute = actionRoute('start', 'startOsContainer', 'Start an OS container');
const freezeRoute = actionRoute('freeze', 'freezeOsContainer', 'Freeze all processes of an OS container');
const unfreezeRoute = actionRoute('unfreeze', 'unfreezeOsContainer', 'Let frozen processes go on');

const stopRoute = createRoute({
  ...changing,
  method: 'post',
  path: `${PATH}/{container}/stop`,
  operationId: 'stopOsContainer',
  tags,
  summary: 'Stop an OS container',
  description: 'Its init is told to halt, and stops its services.',
  request: { params: containerParameters, ...requestBody(StopRequestSchema) },
  responses: { 200: ok, 404: missing, 409: wrongState },
});

const consoleRoute = createRoute({
  ...reading,
  method: 'get',
  path: `${PATH}/{container}/console`,
  operationId: 'readOsContainerConsole',
  tags,
  summary: 'Read the console of an OS container',
  request: { params: containerParameters },
  responses: { 200: answer(ConsoleSchema, 'The console.'), 404: missing },
});

/** The OS containers of a host. */
export function osContainerRoutes(host: Host) {
  const group = operationGroup();
  const handleOf = async (tenantId: string, id: string) => (await awaken(host, tenantId, id)).handle;
  const shown = (view: Parameters<typeof granted<OsContainerView>>[0]) => osContainer(granted(view));
  group.openapi(templatesRoute, (c) => {
    const templates = OS_TEMPLATES.map(({ distribution, release, architecture, variant, init, bytes }) => ({
      distribution,
      release,
      architecture,
      variant,
      init,
      bytes,
    }));
    return c.json({ templates }, 200);
  });
  group.openapi(listRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const views = granted(await operateMachines(handle, 'listOsContainers', name));
    return c.json({ osContainers: views.map(osContainer) }, 200);
  });
  group.openapi(createContainerRoute, async (c) => {
    const { id, host: name } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { limits = {}, ...request } = c.req.valid('json');
    const made = await operateMachines(handle, 'createOsContainer', name, {
      ...request,
      limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null)),
    });
    return c.json(shown(made), 201);
  });
  group.openapi(getRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(shown(await operateMachines(handle, 'getOsContainer', name, container)), 200);
  });
  group.openapi(limitRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { limits } = c.req.valid('json');
    return c.json(shown(await operateMachines(handle, 'limitOsContainer', name, container, limits)), 200);
  });
  group.openapi(destroyRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const { force, snapshots } = c.req.valid('query');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const options = { force: force === 'true', snapshots: snapshots === 'true' };
    granted(await operateMachines(handle, 'destroyOsContainer', name, container, options));
    return c.body(null, 204);
  });
  group.openapi(startRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(shown(await operateMachines(handle, 'startOsContainer', name, container)), 200);
  });
  group.openapi(stopRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { kill = false, timeoutSeconds } = c.req.valid('json');
    const request = timeoutSeconds === undefined ? { kill } : { kill, timeoutSeconds };
    return c.json(shown(await operateMachines(handle, 'stopOsContainer', name, container, request)), 200);
  });
  group.openapi(freezeRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(shown(await operateMachines(handle, 'freezeOsContainer', name, container)), 200);
  });
  group.openapi(unfreezeRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(shown(await operateMachines(handle, 'unfreezeOsContainer', name, container)), 200);
  });
  group.openapi(consoleRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(granted(await operateMachines(handle, 'readConsole', name, container)), 200);
  });
  return group;
}
