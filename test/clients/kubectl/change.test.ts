import { beforeAll, expect, test } from 'vitest';
import { describeKubectl, type Said } from '../../harness/kubectl-session.ts';
import { pod, service, web } from './manifests.ts';

/** The commands that change one thing of an object: patch, label, annotate, scale, set. */
describeKubectl([27, 33], (session) => {
  beforeAll(async () => {
    const { kubectl } = session;
    const single = pod('single', 'containers:\n- {name: c, image: "nginx:1.27"}');
    kubectl.file('web.yaml', `${web('nginx:1.26', 2)}`);
    await kubectl.ok('apply -f web.yaml -f -', { stdin: `${single}---\n${service}` });
    await kubectl.ok('create cm settings --from-literal=color=blue');
    await kubectl.ok('create secret generic db --from-literal=password=s3cret');
  });

  test('patch, in its three types and on subresources', async () => {
    const refused =
      'The request is invalid: the server rejected our request due to an error in our request\n';
    await session.says(
      [`patch deploy web -p '{"spec":{"replicas":3}}'`, 'deployment.apps/web patched\n'],
      [`patch deploy web -p '{"spec":{"replicas":3}}'`, 'deployment.apps/web patched (no change)\n'],
      [`patch deploy web -p 'spec: {replicas: 2}'`, 'deployment.apps/web patched\n'],
      [
        `patch deploy web --type=merge -p '{"metadata":{"labels":{"x":"y"}}}'`,
        'deployment.apps/web patched\n',
      ],
      [
        `patch deploy web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":4}]'`,
        'deployment.apps/web patched\n',
      ],
      [`patch deploy web --type=json -p '[{"op":"remove","path":"/spec/nope"}]'`, refused, { code: 1 }],
      [
        `patch deploy web --type=json -p '[{"op":"test","path":"/spec/replicas","value":7}]'`,
        refused,
        { code: 1 },
      ],
      [
        `patch deploy web -p '{"spec":{"replicas":"x"}}'`,
        'The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32\n',
        { code: 1 },
      ],
      [
        `patch deploy web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
        'scale.autoscaling/web patched\n',
      ],
      [
        `patch no node-1 --subresource=status --type=merge -p '{"status":{"capacity":{"example.com/gpu":"4"}}}'`,
        'node/node-1 patched\n',
      ],
      [
        `patch po single -p '{"spec":{"containers":[{"name":"c","image":"nginx:1.26"}]}}'`,
        'pod/single patched\n',
      ],
      [
        `patch po single --type=json -p '[{"op":"replace","path":"/spec/restartPolicy","value":"Never"}]'`,
        /^The Pod "single" is invalid: spec: Forbidden: pod updates may not change fields other than `spec\.containers\[\*\]\.image`,/,
        { code: 1 },
      ],
      [`patch cm settings -p '{"data":{"n":"1"}}' --dry-run=server`, /^configmap\/settings patched/],
      [`patch cm nope -p '{}'`, 'Error from server (NotFound): configmaps "nope" not found\n', { code: 1 }],
    );
    const { spec, metadata } = await session.json('deploy web');
    expect([spec.replicas, metadata.labels]).toEqual([2, { app: 'web', x: 'y' }]);
    expect((await session.json('cm settings')).data).toEqual({ color: 'blue' });
  });

  test('label', async () => {
    await session.says(
      ['label pod single a=b', 'pod/single labeled\n'],
      ['label pod single a=b', 'pod/single not labeled\n'],
      ['label pod single a=c', "error: 'a' already has a value (b), and --overwrite is false\n", { code: 1 }],
      ['label pod single a=c --overwrite', 'pod/single labeled\n'],
      ['label pod single a-', 'pod/single unlabeled\n'],
      ['label pod single a-', 'label "a" not found.\npod/single not labeled\n'],
      ['label pods -l run zone=x', 'pod/single labeled\n'],
      ['label nodes --all disk=ssd', 'node/node-1 labeled\nnode/node-2 labeled\n'],
      ['label pod single b=1 --dry-run=server', 'pod/single labeled (server dry run)\n'],
      ['label pod single --list', /^(run=single\nzone=x|zone=x\nrun=single)\n$/],
      [
        'label pod single z=z --resource-version=1',
        'Error from server (Conflict): Operation cannot be fulfilled on pods "single": the object has been modified; please apply your changes to the latest version and try again\n',
        { code: 1 },
      ],
      [
        'label pod single a=b/c',
        /^error: invalid label value: "a=b\/c": a valid label must be an empty string or consist of/,
        { code: 1 },
      ],
      ['label -f web.yaml tier=front', 'deployment.apps/web labeled\n'],
    );
  });

  test('annotate', async () => {
    await session.says(
      [`annotate pod single note='hello world'`, /^pod\/single annotated?\n$/],
      [
        'annotate pod single note=again',
        /^error: --overwrite is false but found the following declared annotation\(s\): 'note' already has a value \(hello world\)\n$/,
        { code: 1 },
      ],
      ['annotate pods single --list', /^note=hello world$/m],
      ['annotate pod single note-', /^pod\/single annotated?\n$/],
    );
    const { metadata } = await session.json('pod single');
    expect(metadata.annotations?.note).toBeUndefined();
  });

  test('scale', async () => {
    await session.says(
      ['scale deploy web --replicas=5', 'deployment.apps/web scaled\n'],
      [
        'scale --current-replicas=7 --replicas=2 deploy/web',
        'error: Expected replicas to be 7, was 5\n',
        { code: 1 },
      ],
      ['scale --current-replicas=5 --replicas=1 deploy/web', 'deployment.apps/web scaled\n'],
      ['scale --replicas=3 -f web.yaml', 'deployment.apps/web scaled\n'],
      ['scale deploy --all --replicas=2', 'deployment.apps/web scaled\n'],
      ['scale deploy web --replicas=9 --dry-run=server', 'deployment.apps/web scaled (server dry run)\n'],
      ['scale deploy nope --replicas=1', /^error: no objects passed to scale/, { code: 1 }],
      [
        'scale pod single --replicas=2',
        'Error from server (NotFound): the server could not find the requested resource\n',
        { code: 1 },
      ],
      [
        'scale deploy web --replicas=-1',
        /^error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n/,
        { code: 1 },
      ],
      ['get deploy web -o jsonpath={.spec.replicas}', '2'],
    );
  });

  test('set', async () => {
    const done = (what: string) => `deployment.apps/web ${what} updated\n`;
    const rows: Said[] = [
      ['set image deploy/web nginx=nginx:1.27', done('image')],
      ['set image deploy/web nginx=nginx:1.27', ''],
      ['set image deploy/web nope=nginx:1.27', 'error: unable to find container named "nope"\n', { code: 1 }],
      ['set image deploy web *=nginx:1.25', done('image')],
      ['set image pod/single c=nginx:1.25', 'pod/single image updated\n'],
      [
        'set image -f web.yaml nginx=nginx:1.9 --local -o jsonpath={.spec.template.spec.containers[0].image}',
        'nginx:1.9',
      ],
      ['set env deploy/web A=b C=d', done('env')],
      ['set env deploy/web A-', done('env')],
      [
        'set env deploy/web --from=configmap/settings --prefix=CM_',
        /^(Warning: key color transferred to COLOR\n)?deployment\.apps\/web env updated\n(Warning: .*\n)?$/,
      ],
      [
        'set env deploy/web --list',
        /^# Deployment web, container nginx\nC=d\n# CM_COLOR from configmap settings, key color\n$/,
      ],
      ['set env deploy/web --list --resolve', '# Deployment web, container nginx\nC=d\nCM_COLOR=blue\n'],
      [
        'set resources deploy web -c=nginx --limits=cpu=200m,memory=128Mi --requests=cpu=100m',
        done('resource requirements'),
      ],
      [
        'set resources deploy/web --limits=cpu=1 --requests=cpu=2',
        'error: failed to patch resources update to pod template Deployment.apps "web" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1\n',
        { code: 1 },
      ],
      ['set serviceaccount deploy web builder', done('serviceaccount')],
      [
        'set sa deploy web default --dry-run=server',
        'deployment.apps/web serviceaccount updated (server dry run)\n',
      ],
      ['set selector svc web app=other', 'service/web selector updated\n'],
      [
        'set selector deploy web app=other',
        'error: setting a selector is only supported for Services\n',
        { code: 1 },
      ],
    ];
    await session.says(...rows);
    const { spec } = (await session.json('deploy web')).spec.template;
    expect(spec.serviceAccountName).toBe('builder');
    expect(spec.containers[0]).toMatchObject({
      image: 'nginx:1.25',
      env: [
        { name: 'C', value: 'd' },
        { name: 'CM_COLOR', valueFrom: { configMapKeyRef: { name: 'settings', key: 'color' } } },
      ],
      resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '100m' } },
    });
    expect((await session.json('svc web')).spec.selector).toEqual({ app: 'other' });
  });
});
