import { beforeAll, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

describeKubectl([27, 31, 33], (session) => {
  beforeAll(async () => {
    await session.kubectl.apply(web('nginx:1.26', 1));
    await session.student.advance(30);
  });

  test('what holds already', async () => {
    await session.says(
      ['wait deploy/web --for=condition=Available', 'deployment.apps/web condition met\n'],
      ['wait pod -l app=web --for=condition=Ready', /^pod\/web-\S+ condition met\n$/],
      ['wait pods --all --for=condition=ready --timeout=0', /^pod\/web-\S+ condition met\n$/],
      [`wait --for=jsonpath='{.status.readyReplicas}'=1 deploy/web`, 'deployment.apps/web condition met\n'],
      [`wait ns default --for=jsonpath='{.status.phase}'=Active`, 'namespace/default condition met\n'],
      ['wait --for=delete pod/nope', ''],
      session.minor < 31
        ? ['wait --for=create deploy/web', 'error: unrecognized condition: "create"\n', { code: 1 }]
        : ['wait --for=create deploy/web', 'deployment.apps/web condition met\n'],
    );
  });

  test('what holds later', async () => {
    const { kubectl, student } = session;
    await kubectl.ok('scale deploy web --replicas=2');
    const ready = kubectl.watch(`wait deploy/web --for=jsonpath='{.status.readyReplicas}'=2`);
    await student.advance(30);
    await ready.until(/^deployment\.apps\/web condition met\n/);
    await ready.ended;
    await kubectl.ok('delete deploy web --cascade=foreground --wait=false');
    const gone = kubectl.watch('wait deploy/web --for=delete');
    await student.advance(60);
    await gone.ended;
  });

  test('what never holds', async () => {
    await session.kubectl.ok('create cm here');
    await session.says(
      [
        'wait cm/here --for=condition=Nope --timeout=1s',
        'error: timed out waiting for the condition on configmaps/here\n',
        { code: 1 },
      ],
      [
        'wait cm/here --for=delete --timeout=1s',
        'error: timed out waiting for the condition on configmaps/here\n',
        { code: 1 },
      ],
      [
        'wait pod/nope --for=condition=Ready',
        'Error from server (NotFound): pods "nope" not found\n',
        { code: 1 },
      ],
      ['wait pod -l no=ne --for=condition=Ready', 'error: no matching resources found\n', { code: 1 }],
    );
  });
});
