import { createRoute, z } from '@hono/zod-openapi';
import { DOCKER_HOSTS_DEFAULT, FIRST_DOCKER_HOST } from '../../../engine/docker/docker.ts';
import { operateMachines } from '../../actor/machine-call.ts';
import { ADMINISTRATOR, mint } from '../../auth/credential.ts';
import type { Host } from '../../host.ts';
import { CREDENTIAL_SECONDS_DEFAULT } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem } from '../http/route.ts';
import { PlatformError } from '../problem.ts';
import { type AwakeSandbox, awaken } from './awaken.ts';
import { credentialSeconds } from './credential-seconds.ts';
import { sandboxId } from './schema.ts';

const DockerAccessSchema = z
  .object({
    host: z.string().openapi({
      description: 'For DOCKER_HOST, `docker -H` or `docker context create --docker host=…`. Keep it secret.',
      example: 'tcp://127.0.0.1:8787/a/eyJhbGciOi…/docker',
    }),
    headers: z.record(z.string(), z.string()).openapi({
      description:
        'What a client has to send with each request: as HttpHeaders in its config.json, or in DOCKER_CUSTOM_HEADERS. Empty over plain http, where the credential is part of the path.',
    }),
    certificateAuthority: z.string().nullable().openapi({
      description: 'PEM; for DOCKER_CERT_PATH/ca.pem. Null where clients trust the server already.',
    }),
    expiresAt: z.iso.datetime(),
  })
  .openapi('DockerAccess');

const route = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/sandboxes/{id}/docker',
  operationId: 'getDockerAccess',
  tags: ['Credentials'],
  summary: 'Mint access to a Docker host',
  description:
    'For the docker CLI and any client of the Docker Engine API. Each request mints a new credential; it is signed, stored nowhere, and ends with its time to live, with the sandbox, or when the sandbox’s credentials are revoked.',
  request: {
    params: sandboxId,
    query: z.strictObject({
      ttlSeconds: credentialSeconds,
      host: z.string().max(63).optional().openapi({
        description:
          'Which of the sandbox’s machines: a Docker host, a node, whose pods find the images of its daemon, or one that was added. `docker` by default.',
        example: 'docker-2',
      }),
    }),
  },
  responses: {
    200: answer(DockerAccessSchema, 'Where the daemon answers, and with what.'),
    404: problem('There is no such sandbox.'),
  },
});

export function dockerAccessRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const { ttlSeconds = CREDENTIAL_SECONDS_DEFAULT, host: name } = c.req.valid('query');
    const awake = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    const { record, state } = awake;
    const inside = await insideOf(awake, name);
    const wanted = host.now() + ttlSeconds * 1000;
    const expiresAt = Math.min(wanted, record.expiresAt ?? wanted);
    const token = await mint(
      host,
      {
        sandboxId: record.id,
        generation: state.credentialGeneration,
        scope: 'docker',
        identity: ADMINISTRATOR,
      },
      { expiresAt },
    );
    const base = baseUrl(host, c);
    const secure = base.startsWith('https:');
    const server = base.replace(/^https?:/, 'tcp:');
    const access = {
      host: `${server}/${secure ? `s/${record.id}` : `a/${token}`}/docker${inside}`,
      headers: secure ? { Authorization: `Bearer ${token}` } : {},
      certificateAuthority: secure ? (host.certificateAuthority ?? null) : null,
      expiresAt: new Date(expiresAt).toISOString(),
    };
    return c.json(access, 200, { 'cache-control': 'no-store' });
  });
  return group;
}

/** The rest of the path to a machine's daemon. @throws PlatformError where the sandbox has no machine of that name */
async function insideOf({ record, handle }: AwakeSandbox, name = FIRST_DOCKER_HOST): Promise<string> {
  if (name === FIRST_DOCKER_HOST) return '';
  const { docker, kubernetes } = record.birth.spec;
  const number = Number(/^docker-(\d{1,3})$/.exec(name)?.[1] ?? 0);
  const isNode = kubernetes !== false && kubernetes.nodes.some((node) => node.name === name);
  const isKnown = isNode || (number >= 2 && number <= (docker?.hosts ?? DOCKER_HOSTS_DEFAULT));
  if (isKnown || !('refused' in (await operateMachines(handle, 'getHost', name)))) return `/hosts/${name}`;
  const message = 'The sandbox has no such machine.';
  throw new PlatformError('validation', message, { fields: [{ field: 'host', in: 'query', message }] });
}
