import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { certificateAuthority } from '../../../api/node/certificate-authority.ts';
import { selfSigned } from '../../../api/node/tls.ts';
import { describeKubectl } from '../../harness/kubectl-session.ts';

async function certificate(): Promise<{ cert: string; key: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-tls-'));
  const made = await selfSigned(await certificateAuthority(folder, Date.now()), ['example.com'], Date.now());
  rmSync(folder, { recursive: true });
  return made;
}

/** What `create` makes of flags and files: from 1.32 on it sends protobuf. The other kinds: imperative-commands. */
describeKubectl([27, 32, 33], (session) => {
  beforeAll(async () => {
    const { kubectl } = session;
    const { cert, key } = await certificate();
    kubectl.file('tls.crt', cert);
    kubectl.file('tls.key', key);
    kubectl.file('greeting.txt', 'hello\n');
    kubectl.file('some.env', '# a comment\nA=1\nB=two words\n');
    kubectl.file('folder/x', 'in x');
    kubectl.file('folder/y', 'in y');
  });

  test('config maps from files, folders and environments', async () => {
    await session.says(
      [
        'create configmap files --from-file=greeting.txt --from-file=other=greeting.txt',
        'configmap/files created\n',
      ],
      ['create cm env --from-env-file=some.env', 'configmap/env created\n'],
      ['create cm folder --from-file=folder', 'configmap/folder created\n'],
      [
        'create cm none --from-literal=noequals',
        'error: invalid literal source noequals, expected key=value\n',
        { code: 1 },
      ],
    );
    expect((await session.json('cm files')).data).toEqual({ 'greeting.txt': 'hello\n', other: 'hello\n' });
    expect((await session.json('cm env')).data).toEqual({ A: '1', B: 'two words' });
    expect((await session.json('cm folder')).data).toEqual({ x: 'in x', y: 'in y' });
  });

  test('secrets of every type', async () => {
    await session.says(
      ['create secret generic file --from-file=greeting.txt', 'secret/file created\n'],
      [
        'create secret docker-registry registry --docker-server=r.example.com --docker-username=u --docker-password=p --docker-email=e@example.com',
        'secret/registry created\n',
      ],
      ['create secret tls site --cert=tls.crt --key=tls.key', 'secret/site created\n'],
      [
        'create secret generic basic --type=kubernetes.io/basic-auth --from-literal=p=x',
        'error: failed to create secret Secret "basic" is invalid: [data[username]: Required value, data[password]: Required value]\n',
        { code: 1 },
      ],
    );
    expect((await session.json('secret file')).data).toEqual({ 'greeting.txt': 'aGVsbG8K' });
    const registry = await session.json('secret registry');
    expect(registry.type).toBe('kubernetes.io/dockerconfigjson');
    expect(JSON.parse(Buffer.from(registry.data['.dockerconfigjson'], 'base64').toString())).toEqual({
      auths: {
        'r.example.com': { username: 'u', password: 'p', email: 'e@example.com', auth: 'dTpw' },
      },
    });
    expect(await session.json('secret site')).toMatchObject({
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': expect.any(String), 'tls.key': expect.any(String) },
    });
  });

  test('services of the other types', async () => {
    await session.says(
      ['create service loadbalancer lb --tcp=80:8080', 'service/lb created\n'],
      ['create service externalname ext --external-name=example.com', 'service/ext created\n'],
      ['get svc lb', /\nlb +LoadBalancer +10\.\S+ +<pending> +80:3\d{4}\/TCP +\S+\n$/],
      ['get svc ext', /\next +ExternalName +<none> +example\.com +<none> +\S+\n$/],
      [
        'create svc nodeport np --tcp=80 --node-port=99',
        /provided port is not in the valid range/,
        { code: 1 },
      ],
    );
  });

  test('nothing is created in a dry run', async () => {
    await session.says(
      ['create ns dry --dry-run=server', 'namespace/dry created (server dry run)\n'],
      ['create ns dry --dry-run=client', 'namespace/dry created (dry run)\n'],
      [
        'create ns dry --dry-run=client -o yaml',
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  creationTimestamp: null\n  name: dry\nspec: {}\nstatus: {}\n',
      ],
      [
        'create deploy dry --image=nginx:1.27 --dry-run=server -o jsonpath={.spec.template.spec.restartPolicy}',
        'Always',
      ],
      ['create sa dry --dry-run=server -o name', 'serviceaccount/dry\n'],
      ['get ns,deploy,sa dry', /^(Error from server \(NotFound\): \S+ "dry" not found\n){3}$/, { code: 1 }],
    );
  });

  test('what was created can be applied to', async () => {
    await session.says(
      ['create cm saved --from-literal=a=b --save-config', 'configmap/saved created\n'],
      [
        'get cm saved -o jsonpath={.metadata.annotations}',
        /kubectl\.kubernetes\.io\/last-applied-configuration/,
      ],
      ['create deployment pair --image=nginx:1.27 --image=redis:7.2', 'deployment.apps/pair created\n'],
      ['create deploy command --image=busybox:1.36 -- sleep 1000', 'deployment.apps/command created\n'],
      ['get deploy -o jsonpath={.items[*].spec.template.spec.containers[*].name}', 'busybox nginx redis'],
      ['get deploy command -o jsonpath={.spec.template.spec.containers[0].command}', '["sleep","1000"]'],
    );
  });
});
