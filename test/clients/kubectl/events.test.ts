import { beforeAll, expect, test } from 'vitest';
import { describeKubectl } from '../../harness/kubectl-session.ts';
import { pod, web } from './manifests.ts';

describeKubectl([27, 33], (session) => {
  beforeAll(async () => {
    const typo = pod('typo', 'containers:\n- {name: c, image: "nginx:1.nope"}');
    await session.kubectl.ok('apply -f -', { stdin: `${web('nginx:1.26', 1)}---\n${typo}` });
    await session.student.advance(65);
  });

  test('kubectl events, of one object or of one type', async () => {
    await session.says(
      [
        'events --for deploy/web',
        /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n\S+ +Normal +ScalingReplicaSet +Deployment\/web +Scaled up replica set web-\S+ from 0 to 1\n$/,
      ],
      [
        'events --types=Warning',
        /^LAST SEEN [^\n]*\n(\S+ \(x\d+ over \S+\) +Warning +Failed +Pod\/typo +.*\n)+$/,
      ],
      ['events -A --types=Normal', /^NAMESPACE +LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\ndefault /],
      ['events --for gadget/x', 'the server doesn\'t have a resource type "gadget"\n', { code: 1 }],
      ['events -n kube-public', 'No events found in kube-public namespace.\n'],
    );
  });

  test('get events, chosen and sorted', async () => {
    await session.says(
      [
        'get events --field-selector involvedObject.name=typo,reason=BackOff',
        /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n\S+ +Normal +BackOff +pod\/typo +Back-off pulling image "nginx:1\.nope"\n$/,
      ],
      ['get events --field-selector type=Warning -o name', /^(event\/typo\.\S+\n)+$/],
      // From 1.33 on kubectl warns that another group has the short name, too.
      ['get ev -o name', /^(event\/\S+\n)+(Warning: short name "ev" .*\n)?$/],
    );
    const stamps = (
      await session.kubectl.ok(
        'get events --sort-by=.metadata.creationTimestamp -o custom-columns=T:.metadata.creationTimestamp --no-headers',
      )
    )
      .trim()
      .split('\n');
    expect(stamps).toEqual(stamps.toSorted());
  });

  test('-w shows them as they come', async () => {
    const { kubectl, student } = session;
    const watching = kubectl.watch('events -w');
    await watching.until(/ScalingReplicaSet/);
    await kubectl.ok('run late --image=nginx:1.27');
    await student.advance(30);
    await watching.until(/Scheduled +Pod\/late [\s\S]*Started +Pod\/late /);
    await watching.stop();
  });
});
