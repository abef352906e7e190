import { createRoute, z } from '@hono/zod-openapi';
import { ADMINISTRATOR, mint } from '../../auth/credential.ts';
import type { Host } from '../../host.ts';
import { CREDENTIAL_SECONDS_DEFAULT } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { answer, guard, operationGroup, problem } from '../http/route.ts';
import { awaken } from './awaken.ts';
import { credentialSeconds } from './credential-seconds.ts';
import { sandboxId } from './schema.ts';

const HttpAccessSchema = z
  .object({
    url: z.url().openapi({
      description:
        'To be followed by `/{host}:{port}/…`, as in `…/http/docker:8080/index.html`: a port that a host of the sandbox listens on at its LAN address. Keep it secret.',
      example: 'http://127.0.0.1:8787/a/eyJhbGciOiJIUzI1NiJ9/http',
    }),
    certificateAuthority: z.string().nullable().openapi({
      description: 'PEM; for `curl --cacert`. Null where clients trust the server already.',
    }),
    expiresAt: z.iso.datetime(),
  })
  .openapi('HttpAccess');

const route = createRoute({
  ...guard({ scopes: ['provision'], bodyBytesMax: 'none' }),
  method: 'get',
  path: '/v1/sandboxes/{id}/http',
  operationId: 'getHttpAccess',
  tags: ['Credentials'],
  summary: 'Mint access to the web servers in a sandbox',
  description:
    'For curl, a browser or a grader: requests are carried into the sandbox’s network, to published ports of its Docker hosts, to NodePorts, and to whatever else its machines listen on. The credential is good for nothing else. It is signed, stored nowhere, and ends with its time to live, with the sandbox, or when the sandbox’s credentials are revoked. The credential in a `DOCKER_HOST` or a kubeconfig opens this door, too.',
  request: { params: sandboxId, query: z.strictObject({ ttlSeconds: credentialSeconds }) },
  responses: {
    200: answer(HttpAccessSchema, 'Where the door is.'),
    404: problem('There is no such sandbox.'),
  },
});

export function httpAccessRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(route, async (c) => {
    const { ttlSeconds = CREDENTIAL_SECONDS_DEFAULT } = c.req.valid('query');
    const { record, state } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    const wanted = host.now() + ttlSeconds * 1000;
    const expiresAt = Math.min(wanted, record.expiresAt ?? wanted);
    const generation = state.credentialGeneration;
    const credential = { sandboxId: record.id, generation, scope: 'http', identity: ADMINISTRATOR } as const;
    // In the path, because a browser sends no header: and the one for credentials is the programs'.
    const key = await mint(host, credential, { expiresAt });
    const base = baseUrl(host, c);
    const access = {
      url: `${base}/a/${key}/http`,
      certificateAuthority: base.startsWith('https:') ? (host.certificateAuthority ?? null) : null,
      expiresAt: new Date(expiresAt).toISOString(),
    };
    return c.json(access, 200, { 'cache-control': 'no-store' });
  });
  return group;
}
