import { test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';

describeKubectl([27, 33], (session) => {
  test('cordon and uncordon', async () => {
    await session.says(
      ['cordon node-1', 'node/node-1 cordoned\n'],
      ['cordon node-1', 'node/node-1 already cordoned\n'],
      ['get no node-1', /\nnode-1 +Ready,SchedulingDisabled +<none> /],
      ['run elsewhere --image=nginx:1.27', 'pod/elsewhere created\n'],
      ['get pod elsewhere -o jsonpath={.spec.nodeName}', 'node-2'],
      ['uncordon node-1 node-2', 'node/node-1 uncordoned\nnode/node-2 already uncordoned\n'],
      ['cordon nope', 'Error from server (NotFound): nodes "nope" not found\n', { code: 1 }],
    );
  });

  test('taint', async () => {
    await session.says(
      ['taint nodes node-1 a=b:NoSchedule', 'node/node-1 tainted\n'],
      [
        'taint nodes node-1 a=b:NoSchedule',
        'error: node node-1 already has a taint(s) with same effect(s) and --overwrite is false\n',
        { code: 1 },
      ],
      ['taint nodes node-1 a=c:NoSchedule --overwrite', 'node/node-1 modified\n'],
      ['taint no --all x=y:PreferNoSchedule', 'node/node-1 tainted\nnode/node-2 tainted\n'],
      ['describe no node-1', /\nTaints: +a=c:NoSchedule\n +x=y:PreferNoSchedule\n/],
      ['taint nodes node-1 a:NoSchedule-', 'node/node-1 untainted\n'],
      ['taint nodes node-1 a-', 'error: taint "a" not found\n', { code: 1 }],
      [
        'taint nodes node-1 a=b:Never',
        /^error: invalid taint effect: Never, unsupported taint effect\n/,
        { code: 1 },
      ],
    );
  });

  test('a taint with NoExecute drives pods out', async () => {
    await session.student.advance(30);
    await session.says(['taint nodes node-2 out=now:NoExecute', 'node/node-2 tainted\n']);
    await session.student.advance(60);
    await session.says(['get pods', 'No resources found in default namespace.\n']);
  });
});
