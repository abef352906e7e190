import { createRoute, z } from '@hono/zod-openapi';
import { ADMINISTRATOR, type Credential, mint } from '../../auth/credential.ts';
import type { Host, KeyPair } from '../../host.ts';
import {
  CREDENTIAL_SECONDS_DEFAULT,
  GROUP_NAME_CHARACTERS_MAX,
  GROUPS_MAX,
  USER_NAME_CHARACTERS_MAX,
} from '../../limits.ts';
import { baseUrl } from '../http/environment.ts';
import { guard, operationGroup, problem } from '../http/route.ts';
import { kubeconfig } from '../kubeconfig.ts';
import { PlatformError } from '../problem.ts';
import { awaken } from './awaken.ts';
import { credentialSeconds } from './credential-seconds.ts';
import { sandboxId } from './schema.ts';

const noBodyGuard = guard({ scopes: ['provision'], bodyBytesMax: 'none' });

/** A name that can stand in a log line, a header and a certificate. */
function nameSchema(charactersMax: number) {
  return z
    .string()
    .min(1)
    .max(charactersMax)
    .refine((text) => !/\p{Cc}/u.test(text), 'Control characters are not allowed.');
}

const userSchema = nameSchema(USER_NAME_CHARACTERS_MAX);
const groupSchema = nameSchema(GROUP_NAME_CHARACTERS_MAX);

/** Once or several times. */
const groupsSchema = z.union([groupSchema.transform((one) => [one]), z.array(groupSchema).max(GROUPS_MAX)]);

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
      ttlSeconds: credentialSeconds,
      user: userSchema.optional().openapi({
        description: `The Kubernetes user that the credential makes its holder; \`${ADMINISTRATOR.user}\` by default.`,
        example: 'jane',
      }),
      groups: groupsSchema.optional().openapi({
        param: { explode: true, style: 'form' },
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: GROUP_NAME_CHARACTERS_MAX },
        maxItems: GROUPS_MAX,
        description: `A group of the user’s. May be given several times. By default \`${ADMINISTRATOR.groups.join()}\`, or none for a user who is named. Every user is in \`system:authenticated\` as well.`,
        example: ['dev'],
      }),
      auth: z.enum(['token', 'certificate']).optional().openapi({
        description:
          'What the credential is: a token (by default), or a client certificate, which only a server with TLS of its own can issue.',
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
    409: problem('It has no Kubernetes cluster, or the server issues no client certificates.'),
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
    const { ttlSeconds = CREDENTIAL_SECONDS_DEFAULT, user, groups, auth } = c.req.valid('query');
    const { record, state } = await awaken(host, c.get('caller').tenantId, c.req.valid('param').id);
    if (record.birth.spec.kubernetes === false) {
      throw new PlatformError('no-kubernetes', 'The sandbox was created with `kubernetes: false`.');
    }
    const wanted = host.now() + ttlSeconds * 1000;
    const validity = { expiresAt: Math.min(wanted, record.expiresAt ?? wanted) };
    const credential: Credential = {
      sandboxId: record.id,
      generation: state.credentialGeneration,
      scope: 'kubernetes',
      identity: {
        user: user ?? ADMINISTRATOR.user,
        groups: groups ?? (user === undefined ? ADMINISTRATOR.groups : []),
      },
    };
    const base = baseUrl(host, c);
    const yaml = kubeconfig({
      baseUrl: base,
      sandboxId: record.id,
      name: record.name ?? record.id,
      credential:
        auth === 'certificate'
          ? await certify(host, base, credential, validity)
          : await mint(host, credential, validity),
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

/** @throws PlatformError where clients could not show a certificate */
async function certify(
  host: Host,
  base: string,
  credential: Credential,
  validity: { readonly expiresAt: number },
): Promise<KeyPair> {
  if (host.issueCertificate === undefined || !base.startsWith('https:')) {
    const detail = 'Client certificates need a server on Node with TLS of its own: ask for a token instead.';
    throw new PlatformError('no-client-certificates', detail);
  }
  return host.issueCertificate(credential, validity);
}
