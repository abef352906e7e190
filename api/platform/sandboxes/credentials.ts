import { createRoute, z } from '@hono/zod-openapi';
import { mint } from '../../auth/credential.ts';
import type { Host } from '../../host.ts';
import { CREDENTIAL_SECONDS_DEFAULT, CREDENTIAL_SECONDS_MAX } from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { guard, operationGroup, problem } from '../http/route.ts';
import { kubeconfig } from '../kubeconfig.ts';
import { PlatformError } from '../problem.ts';
import { awaken } from './awaken.ts';
import { sandboxId } from './schema.ts';

const noBodyGuard = guard({ scopes: ['provision'], bodyBytesMax: 'none' });

const kubeconfigRoute = createRoute({
  ...noBodyGuard,
  method: 'get',
  path: '/v1/sandboxes/{id}/kubeconfig',
  operationId: 'getKubeconfig',
  tags: ['Credentials'],
  summary: 'Mint a kubeconfig',
  description:
    'For kubectl and any Kubernetes client, as it is. Each request mints a new credential; it is signed, stored nowhere, and ends with its time to live, with the sandbox, or when the sandbox’s credentials are revoked.',
  request: {
    params: sandboxId,
    query: z.strictObject({
      ttlSeconds: z.coerce
        .number()
        .int()
        .min(1)
        .max(CREDENTIAL_SECONDS_MAX)
        .optional()
        .openapi({
          description: `How long the credential is good for; ${CREDENTIAL_SECONDS_DEFAULT} s by default.`,
          example: 86_400,
        }),
    }),
  },
  responses: {
    200: {
      description: 'The kubeconfig. Keep it secret.',
      content: {
        'application/yaml': {
          schema: z.string(),
          example: 'apiVersion: v1\nkind: Config\nclusters:\n  - name: atoll-ada\n',
        },
      },
    },
    404: problem('There is no such sandbox.'),
    409: problem('It has no Kubernetes cluster.'),
  },
});

const revokeRoute = createRoute({
  ...noBodyGuard,
  method: 'post',
  path: '/v1/sandboxes/{id}/credentials/revoke',
  operationId: 'revokeCredentials',
  tags: ['Credentials'],
  summary: 'Revoke a sandbox’s credentials',
  description: 'All that were minted so far, at once.',
  request: { params: sandboxId },
  responses: { 204: { description: 'They are revoked.' }, 404: problem('There is no such sandbox.') },
});

export function credentialRoutes(host: Host) {
  const group = operationGroup();
  group.openapi(kubeconfigRoute, async (c) => {
    const { ttlSeconds = CREDENTIAL_SECONDS_DEFAULT } = c.req.valid('query');
    const { record, state } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    if (record.birth.spec.kubernetes === false) {
      throw new PlatformError('no-kubernetes', 'The sandbox was created with `kubernetes: false`.');
    }
    const wanted = host.now() + ttlSeconds * 1000;
    const credential = await mint(
      host,
      { sandboxId: record.id, generation: state.credentialGeneration, scope: 'kubernetes' },
      { expiresAt: Math.min(wanted, record.expiresAt ?? wanted) },
    );
    const yaml = kubeconfig({
      baseUrl: baseUrl(host, c),
      sandboxId: record.id,
      name: record.name ?? record.id,
      credential,
      certificateAuthority: host.certificateAuthority,
    });
    return c.body(yaml, 200, { 'content-type': 'application/yaml', 'cache-control': 'no-store' });
  });
  group.openapi(revokeRoute, async (c) => {
    const { handle } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    await handle.revokeCredentials();
    return c.body(null, 204);
  });
  return group;
}
