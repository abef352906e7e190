import { beforeAll, expect, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

describeKubectl([27, 33], (session) => {
  beforeAll(async () => {
    await session.kubectl.apply(web('nginx:1.26', 2));
    await session.kubectl.ok('create cm one --from-literal=a=b');
    await session.kubectl.ok('create cm two --from-literal=x=y');
  });

  test('what the editor leaves is what is written', async () => {
    await session.says(
      [
        'edit deploy web',
        'deployment.apps/web edited\n',
        { editor: 'sed -i "s/replicas: 2/replicas: 4/" "$1"' },
      ],
      ['edit deploy web', 'Edit cancelled, no changes made.\n', { editor: 'true' }],
      [
        'edit cm one two',
        'configmap/one edited\nconfigmap/two skipped\n',
        { editor: 'sed -i "s/a: b/a: c/" "$1"' },
      ],
      ['edit cm one -o json --save-config', /"a": "d"/, { editor: `sed -i 's/"a": "c"/"a": "d"/' "$1"` }],
      [
        'edit cm nope',
        'Error from server (NotFound): configmaps "nope" not found\n',
        { code: 1, editor: 'true' },
      ],
    );
    expect((await session.json('deploy web')).spec.replicas).toBe(4);
    const { data, metadata } = await session.json('cm one');
    expect(data).toEqual({ a: 'd' });
    expect(metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']).toContain('"a":"d"');
  });

  test('what is refused is opened again, with the reason above it', async () => {
    const editor = `cp "$1" seen-$(ls seen-* 2>/dev/null | wc -l)
if grep -q 'replicas: 4' "$1"; then sed -i 's/replicas: 4/replicas: -4/' "$1"
else grep -q 'spec.replicas: Invalid value: -4: must be greater than or equal to 0' "$1" && sed -i 's/replicas: -4/replicas: 3/' "$1"; fi`;
    await session.says([
      'edit deploy web',
      'deployment.apps/web edited\nerror: deployments.apps "web" is invalid\n',
      { editor },
    ]);
    expect((await session.json('deploy web')).spec.replicas).toBe(3);
    await session.says([
      'edit deploy web',
      /^(A copy of your changes has been stored to ".*"\n)?error: At least one of apiVersion, kind and name was changed\n$/,
      { code: 1, editor: 'sed -i "s/^  name: web/  name: wob/" "$1"' },
    ]);
  });

  test('create --edit opens what it is about to create', async () => {
    const stdin = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: made}\ndata: {a: "1"}\n';
    session.kubectl.file('made.yaml', stdin);
    await session.says(
      [
        'create -f made.yaml --edit',
        'configmap/made created\n',
        { editor: `sed -i 's/a: "1"/a: "9"/' "$1"` },
      ],
      ['get cm made -o jsonpath={.data.a}', '9'],
    );
  });

  test('the status has an edit of its own', async () => {
    await session.student.advance(30);
    const editor = 'sed -i "s/message: Deployment has.*/message: edited/" "$1"';
    await session.says(['edit deploy web --subresource=status', 'deployment.apps/web edited\n', { editor }]);
  });
});
