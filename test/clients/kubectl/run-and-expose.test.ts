import { expect, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

describeKubectl([27, 33], (session) => {
  test('run starts a pod as it is told to', async () => {
    await session.says(
      ['run one --image=nginx:1.27', 'pod/one created\n'],
      [
        'run one --image=nginx:1.27',
        'Error from server (AlreadyExists): pods "one" already exists\n',
        { code: 1 },
      ],
      [
        'run two --image=nginx:1.27 --env=A=b --labels=x=y,z=w --annotations=q=r --port=80',
        'pod/two created\n',
      ],
      ['run once --image=busybox:1.36 --restart=Never --command -- sh -c true', 'pod/once created\n'],
      [`run three --image=nginx:1.27 --overrides='{"spec":{"nodeName":"node-1"}}'`, 'pod/three created\n'],
      [
        'run four --image=nginx:1.27 --port=80 --expose',
        /^(service\/four|pod\/four) created\n(service\/four|pod\/four) created\n$/,
      ],
      ['run dry --image=nginx:1.27 --dry-run=server', 'pod/dry created (server dry run)\n'],
      [
        'run dry --image=nginx:1.27 --restart=OnFailure --dry-run=client -o yaml',
        /^apiVersion: v1\nkind: Pod\n[\s\S]*\n {2}restartPolicy: OnFailure\nstatus: \{\}\n$/,
      ],
      [
        'run Bad_Name --image=nginx:1.27',
        /^The Pod "Bad_Name" is invalid: \n\* metadata\.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain/,
        { code: 1 },
      ],
    );
    const { metadata, spec } = await session.json('pod two');
    expect([metadata.labels, metadata.annotations]).toEqual([{ x: 'y', z: 'w' }, { q: 'r' }]);
    expect(spec.containers[0]).toMatchObject({
      env: [{ name: 'A', value: 'b' }],
      ports: [{ containerPort: 80 }],
    });
    await session.student.advance(30);
    await session.says(
      ['get pod once', /\nonce +0\/1 +Completed +0 /],
      ['get pod three -o jsonpath={.spec.nodeName}', 'node-1'],
      ['get ep four -o jsonpath={.subsets[0].ports[0].port}', /^80/],
    );
  });

  test('forms that kubectl itself no longer knows', async () => {
    await session.says(
      ['run old --image=nginx --replicas=2', /^error: unknown flag: --replicas\n/, { code: 1 }],
      ['run old --image=nginx --generator=run-pod/v1', /^error: unknown flag: --generator\n/, { code: 1 }],
      ['rolling-update old', /^error: unknown command "rolling-update" for "kubectl"\n/, { code: 1 }],
      [
        'run old --image=nginx:1.27 --restart=Never --dry-run -o name',
        /^pod\/old\nW.* --dry-run is deprecated and can be replaced with --dry-run=client\.\n$/,
      ],
    );
  });

  test('expose takes selector and ports from what it exposes', async () => {
    await session.kubectl.apply(web());
    await session.says(
      ['expose deployment web --port=80 --target-port=8080 --type=NodePort', 'service/web exposed\n'],
      [
        'expose deploy web',
        'Error from server (AlreadyExists): services "web" already exists\n',
        { code: 1 },
      ],
      ['expose deploy web --name=introspected', 'service/introspected exposed\n'],
      ['expose pod two --name=by-label', 'service/by-label exposed\n'],
      ['expose svc web --name=again --port=81', 'service/again exposed\n'],
      ['expose pod one', "error: couldn't find port via --port flag or introspection\n", { code: 1 }],
      ['expose cm kube-root-ca.crt --port=80', 'error: cannot expose a ConfigMap\n', { code: 1 }],
      [
        'expose deploy web --port=53 --protocol=UDP --name=dry --dry-run=server',
        'service/dry exposed (server dry run)\n',
      ],
    );
    expect((await session.json('svc web')).spec).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 80, targetPort: 8080 }],
      selector: { app: 'web' },
    });
    expect((await session.json('svc introspected')).spec.ports[0]).toMatchObject({
      port: 80,
      targetPort: 80,
    });
    expect((await session.json('svc by-label')).spec.selector).toEqual({ x: 'y', z: 'w' });
  });
});
