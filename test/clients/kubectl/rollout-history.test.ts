import { beforeAll, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { web } from './manifests.ts';

/** Revisions and what becomes of them, step by step. */
describeKubectl([27, 33], (session) => {
  beforeAll(() => session.kubectl.file('web.yaml', web()));

  test('status says how far a rollout is', async () => {
    const { student } = session;
    await session.says(
      ['apply -f web.yaml', 'deployment.apps/web created\n'],
      [
        'rollout status deploy/web --watch=false',
        'Waiting for deployment "web" rollout to finish: 0 of 3 updated replicas are available...\n',
      ],
    );
    await student.advance(30);
    await session.says(
      ['rollout status deploy/web', 'deployment "web" successfully rolled out\n'],
      [
        'rollout status deploy/nope',
        'Error from server (NotFound): deployments.apps "nope" not found\n',
        { code: 1 },
      ],
    );
  });

  test('history remembers each revision and why', async () => {
    const { student } = session;
    await session.says(
      ['rollout history deploy/web', 'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n\n'],
      [
        'set image deploy/web nginx=nginx:1.27 --record',
        'deployment.apps/web image updated\nFlag --record has been deprecated, --record will be removed in the future\n',
      ],
    );
    await student.advance(30);
    await session.says(['set image deploy web nginx=nginx:nope', 'deployment.apps/web image updated\n']);
    await session.says([
      'annotate deploy web kubernetes.io/change-cause=typo --overwrite',
      /^deployment\.apps\/web annotated?\n$/,
    ]);
    await student.advance(30);
    await session.says(
      [
        'rollout status deploy/web --watch=false',
        'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\n',
      ],
      [
        'rollout status deploy/web --timeout=1s',
        'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\nerror: timed out waiting for the condition\n',
        { code: 1 },
      ],
      [
        'rollout history deploy/web',
        /^deployment\.apps\/web \nREVISION +CHANGE-CAUSE\n1 +<none>\n2 +.*set image deploy\/web nginx=nginx:1\.27 --record=true\n3 +typo\n\n$/,
      ],
      [
        'rollout history deploy/web --revision=2',
        /^deployment\.apps\/web with revision #2\nPod Template:\n {2}Labels:\tapp=web\n\tpod-template-hash=\S+\n[\s\S]*\n {4}Image:\tnginx:1\.27\n/,
      ],
      [
        'rollout history deploy/web --revision=9',
        'error: unable to find the specified revision\n',
        { code: 1 },
      ],
      ['rollout history rs', /no history viewer has been implemented for "ReplicaSet\.apps"\n/, { code: 1 }],
    );
  });

  test('a rollout that gets nowhere has a deadline', async () => {
    await session.student.advance(700);
    await session.says([
      'rollout status deploy/web',
      'error: deployment "web" exceeded its progress deadline\n',
      { code: 1 },
    ]);
  });

  test('undo goes back, to the last or to any revision', async () => {
    const { student } = session;
    await session.says(
      ['rollout undo deploy/web --dry-run=server', 'deployment.apps/web rolled back (server dry run)\n'],
      ['rollout undo deploy/web', 'deployment.apps/web rolled back\n'],
    );
    await student.advance(30);
    await session.says(
      ['get deploy web -o jsonpath={.spec.template.spec.containers[0].image}', 'nginx:1.27'],
      ['rollout undo deploy/web --to-revision=1', 'deployment.apps/web rolled back\n'],
      ['get deploy web -o jsonpath={.spec.template.spec.containers[0].image}', 'nginx:1.26'],
      [
        'rollout undo deploy/web --to-revision=99',
        'error: unable to find specified revision 99 in history\n',
        { code: 1 },
      ],
    );
    await student.advance(30);
    await session.says(['rollout history deploy/web', /\n3 +.*\n4 +.*\n5 +<none>\n\n$/]);
  });

  test('pause, resume and restart', async () => {
    await session.says(
      ['rollout pause deploy/web', 'deployment.apps/web paused\n'],
      ['rollout pause deploy/web', 'error: deployments.apps "web" is already paused\n', { code: 1 }],
      [
        'rollout restart deploy/web',
        'error: deployments.apps "web" can\'t restart paused deployment (run rollout resume first)\n',
        { code: 1 },
      ],
      [
        'rollout undo deploy',
        "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again\n",
        { code: 1 },
      ],
      ['set image deploy/web nginx=nginx:1.25', 'deployment.apps/web image updated\n'],
      [
        'rollout status deploy/web --watch=false',
        'Waiting for deployment "web" rollout to finish: 0 out of 3 new replicas have been updated...\n',
      ],
      ['rollout resume deploy/web', 'deployment.apps/web resumed\n'],
      ['rollout resume deploy/web', 'error: deployments.apps "web" is not paused\n', { code: 1 }],
      ['rollout restart deploy', 'deployment.apps/web restarted\n'],
      ['rollout restart rs', /restarting is not supported/, { code: 1 }],
    );
    await session.student.advance(60);
    await session.says(['rollout status deploy/web', 'deployment "web" successfully rolled out\n']);
  });
});
