import { createRoute } from '@hono/zod-openapi';
import { operateMachines } from '../../../actor/machine-call.ts';
import type { Host } from '../../../host.ts';
import { answer, guard, operationGroup, problem, requestBody } from '../../http/route.ts';
import { awaken } from '../../sandboxes/awaken.ts';
import { granted } from '../refusals.ts';
import { command } from './represent.ts';
import {
  CommandListSchema,
  CommandRequestSchema,
  CommandSchema,
  commandParameters,
  containerParameters,
} from './schema.ts';

const PATH = '/v1/sandboxes/{id}/hosts/{host}/os-containers/{container}/commands';
const tags = ['OS containers'];
const reading = guard({ scopes: ['read', 'provision'], bodyBytesMax: 'none' });
const missing = problem('There is no such sandbox, host, OS container or command.');
const creating = problem('The OS container is still being created.');

const runRoute = createRoute({
  ...guard({ scopes: ['provision'] }),
  method: 'post',
  path: PATH,
  operationId: 'runOsContainerCommand',
  tags,
  summary: 'Run a command in an OS container',
  description:
    'As `lxc-attach` does, in the container’s namespaces. What it prints and how it ends is read at the address in `Location`. Output is kept up to a limit, and so are the last hundred commands.',
  request: { params: containerParameters, ...requestBody(CommandRequestSchema) },
  responses: {
    201: answer(CommandSchema, 'It runs.'),
    404: missing,
    409: problem('The OS container isn’t running, or as many commands run in it as may.'),
  },
});

const listRoute = createRoute({
  ...reading,
  method: 'get',
  path: PATH,
  operationId: 'listOsContainerCommands',
  tags,
  summary: 'List the commands that were run in an OS container',
  request: { params: containerParameters },
  responses: {
    200: answer(CommandListSchema, 'The commands, the newest last.'),
    404: missing,
    409: creating,
  },
});

const getRoute = createRoute({
  ...reading,
  method: 'get',
  path: `${PATH}/{command}`,
  operationId: 'getOsContainerCommand',
  tags,
  summary: 'Read what a command printed and how it ended',
  request: { params: commandParameters },
  responses: { 200: answer(CommandSchema, 'The command.'), 404: missing, 409: creating },
});

const removeRoute = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'delete',
  path: `${PATH}/{command}`,
  operationId: 'removeOsContainerCommand',
  tags,
  summary: 'Kill a command if it runs, and forget it',
  request: { params: commandParameters },
  responses: { 204: { description: 'It is gone.' }, 404: missing, 409: creating },
});

/** Commands in OS containers. */
export function commandRoutes(host: Host) {
  const group = operationGroup();
  const handleOf = async (tenantId: string, id: string) => (await awaken(host, tenantId, id)).handle;
  group.openapi(runRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const { argv, env = {}, ...optional } = c.req.valid('json');
    // Fields that are left out are missing, not undefined.
    const request = { argv, env, ...Object.fromEntries(Object.entries(optional)) };
    const view = granted(await operateMachines(handle, 'runCommand', name, container, request));
    const location = `${new URL(c.req.url).pathname}/${view.id}`;
    return c.json(command(view), 201, { Location: location });
  });
  group.openapi(listRoute, async (c) => {
    const { id, host: name, container } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    const commands = granted(await operateMachines(handle, 'listCommands', name, container));
    return c.json({ commands: commands.map(command) }, 200);
  });
  group.openapi(getRoute, async (c) => {
    const { id, host: name, container, command: wanted } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    return c.json(
      command(granted(await operateMachines(handle, 'getCommand', name, container, wanted))),
      200,
    );
  });
  group.openapi(removeRoute, async (c) => {
    const { id, host: name, container, command: wanted } = c.req.valid('param');
    const handle = await handleOf(c.get('caller').tenantId, id);
    granted(await operateMachines(handle, 'removeCommand', name, container, wanted));
    return c.body(null, 204);
  });
  return group;
}
