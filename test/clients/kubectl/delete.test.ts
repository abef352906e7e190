import { beforeAll, expect, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { settings } from './manifests.ts';

const DELETED = (what: string, name: string) => new RegExp(`^${what} "${name}" deleted`);

describeKubectl([27, 33], (session) => {
  beforeAll(() => session.kubectl.file('settings.yaml', settings));

  test('by name, by file, by label, or all', async () => {
    await session.says(
      ['apply -f settings.yaml', /created/],
      [
        'delete -f settings.yaml --dry-run=server',
        /^configmap "settings" deleted.*\(server dry run\)\nsecret "db" deleted.*\(server dry run\)\n$/,
      ],
      ['delete -f settings.yaml', /^configmap "settings" deleted.*\nsecret "db" deleted.*\n$/],
      [
        'delete -f settings.yaml',
        /^Error from server \(NotFound\): error when deleting "settings\.yaml": configmaps "settings" not found\nError.*secrets "db" not found\n$/,
        { code: 1 },
      ],
      ['delete -f settings.yaml --ignore-not-found', ''],
      ['create cm a', 'configmap/a created\n'],
      ['create sa b', 'serviceaccount/b created\n'],
      [
        'delete cm/a sa/b cm/nope',
        /^configmap "a" deleted.*\nserviceaccount "b" deleted.*\nError from server \(NotFound\): configmaps "nope" not found\n$/,
        { code: 1 },
      ],
      ['delete cm -l none=such', 'No resources found\n'],
      ['delete cm', 'error: resource(s) were provided, but no name was specified\n', { code: 1 }],
      [
        'delete pod x --cascade=maybe',
        'error: invalid cascade value (maybe). Must be "background", "foreground", or "orphan"\n',
        { code: 1 },
      ],
      ['delete cm --all', /^configmap "kube-root-ca\.crt" deleted.*\n$/],
      ['get cm -o name', 'configmap/kube-root-ca.crt\n'],
    );
  });

  test('pods take their grace period, or as long as they are told to', async () => {
    const { kubectl, student } = session;
    for (const name of ['slow', 'short', 'now', 'forced']) {
      await kubectl.ok(`run ${name} --image=busybox:1.36 -- sh -c`, { more: ['trap "" TERM; sleep 1000'] });
    }
    await student.advance(30);
    await session.says(
      ['delete pod slow --wait=false', DELETED('pod', 'slow')],
      ['delete pod short --grace-period=5 --wait=false', DELETED('pod', 'short')],
      ['delete pod now --now --wait=false', DELETED('pod', 'now')],
      [
        'delete po forced --force --grace-period=0',
        /^pod "forced" force deleted.*\nWarning: Immediate deletion does not wait for confirmation that the running resource has been terminated\. The resource may continue to run on the cluster indefinitely\.\n$/,
      ],
      ['get pods -o name', 'pod/now\npod/short\npod/slow\n'],
      ['get pod slow', /\nslow +1\/1 +Terminating +0 /],
    );
    await student.advance(3);
    await session.says(['get pods -o name', 'pod/short\npod/slow\n']);
    await student.advance(4);
    await session.says(['get pods -o name', 'pod/slow\n']);
    await student.advance(26);
    await session.says(['get pods', 'No resources found in default namespace.\n']);
  });

  test('delete waits until the object is gone', async () => {
    const { kubectl, student } = session;
    await kubectl.ok('run waited --image=nginx:1.27');
    await student.advance(30);
    // Of a pod that is named, kubectl would leave out what happens before its watch begins.
    const following = kubectl.watch('get pods -w --no-headers');
    const deleting = kubectl.watch('delete pod waited');
    await deleting.until(/pod "waited" deleted/);
    await following.until(/Terminating/);
    await student.advance(30);
    await deleting.ended;
    await following.stop();
    await session.says(['get pods', 'No resources found in default namespace.\n']);
  });

  test('owned objects go with their owner, before it, or stay', async () => {
    const { kubectl, student } = session;
    const deploy = async () => {
      await kubectl.ok('create deployment web --image=nginx:1.27');
      await student.advance(30);
    };
    const left = () => kubectl.ok('get deploy,rs,pods -l app=web -o name');
    await deploy();
    await kubectl.ok('delete deployment web --cascade=orphan');
    await student.advance(60);
    expect(await left()).toMatch(/^replicaset\.apps\/web-\S+\npod\/web-\S+\n$/);
    await kubectl.ok('delete rs -l app=web --cascade=background');
    await student.advance(60);
    expect(await left()).toBe('');
    await deploy();
    await kubectl.ok('delete deployment web --cascade=foreground --wait=false');
    const { metadata } = await session.json('deployment web');
    expect([metadata.finalizers, metadata.deletionTimestamp]).toEqual([
      ['foregroundDeletion'],
      expect.any(String),
    ]);
    await student.advance(60);
    expect(await left()).toBe('');
  });

  test('what may not go, and what comes back', async () => {
    await session.says(
      [
        'delete ns kube-system',
        'Error from server (Forbidden): namespaces "kube-system" is forbidden: this namespace may not be deleted\n',
        { code: 1 },
      ],
      ['delete all --all --wait=false', /^service "kubernetes" deleted/],
      ['get svc', /^NAME .*\nkubernetes +ClusterIP +10\.96\.0\.1 +<none> +443\/TCP +\S+\n$/],
      ['delete sa default', DELETED('serviceaccount', 'default')],
      ['get sa -o name', 'serviceaccount/default\n'],
      ['create ns team', 'namespace/team created\n'],
      ['delete ns team', DELETED('namespace', 'team')],
      ['get ns team', 'Error from server (NotFound): namespaces "team" not found\n', { code: 1 }],
    );
  });

  test('a finalizer holds an object back', async () => {
    await session.says(
      ['create cm held', 'configmap/held created\n'],
      [`patch cm held -p '{"metadata":{"finalizers":["example.com/hold"]}}'`, 'configmap/held patched\n'],
      [
        'delete cm held --timeout=1s',
        /^configmap "held" deleted.*\n([EI]\d.*\n)?error: timed out waiting for the condition on configmaps\/held\n$/,
        { code: 1 },
      ],
      [
        `patch cm held --type=json -p '[{"op":"remove","path":"/metadata/finalizers"}]'`,
        'configmap/held patched\n',
      ],
      ['get cm held', 'Error from server (NotFound): configmaps "held" not found\n', { code: 1 }],
    );
  });

  test('replace --force deletes and creates', async () => {
    await session.kubectl.ok('create -f settings.yaml');
    const before = await session.json('cm settings');
    await session.says([
      'replace --force -f settings.yaml',
      /^configmap "settings" deleted.*\nsecret "db" deleted.*\nconfigmap\/settings replaced\nsecret\/db replaced\n$/,
    ]);
    expect((await session.json('cm settings')).metadata.uid).not.toBe(before.metadata.uid);
  });
});
