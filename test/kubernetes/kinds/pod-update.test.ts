import { beforeEach, describe, expect, it } from 'vitest';
import { type PodObject, podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import type { ContainerStatus } from '../../../engine/kubernetes/schemas/generated/types.ts';
import { openRequests, podBody, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const HEADER =
  'Pod "p" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n';

function image(draft: PodObject, name: string): void {
  for (const container of draft.spec.containers) container.image = name;
}

describe('an update of a pod', () => {
  it('may change an image, which is a new generation', () => {
    requests.create(podKind, podBody());
    const pod = requests.change(podKind, 'p', (draft) => image(draft, 'nginx:1.28'));
    expect(pod.spec.containers[0]?.image).toBe('nginx:1.28');
    expect(pod.metadata.generation).toBe(2);
  });

  it('may add tolerations, and a nearer deadline', () => {
    requests.create(podKind, podBody({ activeDeadlineSeconds: 100 }));
    const pod = requests.change(podKind, 'p', ({ spec }) => {
      spec.tolerations?.push({ key: 'a', operator: 'Exists' });
      spec.activeDeadlineSeconds = 50;
    });
    expect(pod.spec.tolerations).toHaveLength(3);
    expect(pod.spec.activeDeadlineSeconds).toBe(50);
  });

  it('leaves the status and what was admitted alone', () => {
    requests.create(podKind, podBody());
    const pod = requests.change(podKind, 'p', (draft) => {
      draft.status = { phase: 'Running' };
      draft.metadata.labels = { a: 'b' };
      delete draft.spec.priority;
    });
    expect(pod.status.phase).toBe('Pending');
    expect(pod.spec.priority).toBe(0);
    expect(pod.metadata.generation).toBe(1);
  });

  it('may not change anything else, and is told the difference', () => {
    requests.create(podKind, podBody({}, { env: [{ name: 'A', value: 'b' }] }));
    const { code, message } = refusal(() =>
      requests.change(podKind, 'p', ({ spec }) => {
        for (const container of spec.containers) container.env = [{ name: 'A', value: 'c' }];
        spec.schedulerName = 'mine';
        spec.hostNetwork = true;
      }),
    );
    expect(code).toBe(422);
    expect(message.startsWith(HEADER)).toBe(true);
    expect(message.slice(HEADER.length)).toMatchInlineSnapshot(`
      "  core.PodSpec{
        	Containers: []core.Container{
        		{
        			... // 2 identical fields
        			Env: []core.EnvVar{
        				{
        					... // 1 identical fields
      - 					Value: "b",
      + 					Value: "c",
        				},
        			},
        			... // 5 identical fields
        		},
        	},
        	... // 3 identical fields
      - 	SchedulerName: "default-scheduler",
      + 	SchedulerName: "mine",
        	... // 6 identical fields
        	SecurityContext: &core.PodSecurityContext{
      - 		HostNetwork: false,
      + 		HostNetwork: true,
        		... // 4 identical fields
        	},
        }
      "
    `);
  });

  it.each<[string, (draft: PodObject) => void, string]>([
    [
      'add a container',
      ({ spec }) => {
        spec.containers.push({ name: 'd', image: 'x' });
      },
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ],
    [
      'change a toleration',
      ({ spec }) => {
        spec.tolerations = [{ operator: 'Exists' }];
      },
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ],
    [
      'move the deadline away',
      ({ spec }) => {
        spec.activeDeadlineSeconds = 101;
      },
      'spec.activeDeadlineSeconds: Invalid value: 101: must be less than or equal to previous value',
    ],
    [
      'drop the deadline',
      ({ spec }) => {
        delete spec.activeDeadlineSeconds;
      },
      'spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value',
    ],
    [
      'add a gate',
      ({ spec }) => {
        spec.schedulingGates = [{ name: 'a' }];
      },
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a'",
    ],
  ])('may not %s', (_what, change, expected) => {
    requests.create(podKind, podBody({ activeDeadlineSeconds: 100 }));
    expect(refusal(() => requests.change(podKind, 'p', change))).toEqual({
      code: 422,
      message: `Pod "p" is invalid: ${expected}`,
    });
  });

  it('may narrow the node selector of a gated pod, but not widen it', () => {
    requests.create(podKind, podBody({ schedulingGates: [{ name: 'a' }], nodeSelector: { disk: 'ssd' } }));
    const narrow = ({ spec }: PodObject) => {
      spec.nodeSelector = { disk: 'ssd', zone: 'a' };
    };
    expect(requests.change(podKind, 'p', narrow).spec.nodeSelector).toEqual({ disk: 'ssd', zone: 'a' });
    const widen = ({ spec }: PodObject) => {
      spec.nodeSelector = { zone: 'a' };
    };
    expect(refusal(() => requests.change(podKind, 'p', widen)).message).toBe(
      'Pod "p" is invalid: spec.nodeSelector: Invalid value: map[string]string{"zone":"a"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    );
  });
});

function status(state: ContainerStatus['state']): ContainerStatus {
  const rest = state === undefined ? {} : { state };
  return { name: 'c', image: 'nginx', imageID: '', ready: false, restartCount: 0, ...rest };
}

describe('an update of its status', () => {
  const ended = status({ terminated: { exitCode: 0 } });
  const running = status({ running: {} });

  it.each([
    ['Never', false],
    ['OnFailure', false],
    ['Always', true],
  ])('with restartPolicy %s: may a finished container run again? %s', (restartPolicy, may) => {
    requests.create(podKind, podBody({ restartPolicy }));
    const report = (container: ContainerStatus) => (draft: PodObject) => {
      draft.status.containerStatuses = [container];
    };
    requests.change(podKind, 'p', report(ended), 'status');
    const { message } = refusal(() => requests.change(podKind, 'p', report(running), 'status'));
    const why =
      'Pod "p" is invalid: status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state';
    expect(message).toBe(may ? '' : why);
  });

  it('may not change the quality of service', () => {
    requests.create(podKind, podBody());
    const change = (draft: PodObject) => {
      draft.status.qosClass = 'Guaranteed';
    };
    expect(refusal(() => requests.change(podKind, 'p', change, 'status')).message).toBe(
      'Pod "p" is invalid: status.qosClass: Invalid value: "Guaranteed": field is immutable',
    );
  });
});

describe('the grace period of a deletion', () => {
  const pod = (spec: object, phase: string): PodObject => {
    const created = requests.create(podKind, podBody(spec));
    return { ...created, status: { ...created.status, phase } };
  };
  const grace = (object: PodObject, requested?: number) => podKind.gracePeriodSeconds?.(object, requested);

  it.each([
    [{ nodeName: 'n' }, 'Running', undefined, 30],
    [{ nodeName: 'n', terminationGracePeriodSeconds: 5 }, 'Running', undefined, 5],
    [{ nodeName: 'n' }, 'Running', 7, 7],
    [{ nodeName: 'n' }, 'Running', 0, 0],
    [{ nodeName: 'n' }, 'Running', -1, 1],
    [{ nodeName: 'n' }, 'Succeeded', 7, 0],
    [{}, 'Pending', 7, 0],
  ])('of %j in phase %s, asked for %s, is %i', (spec, phase, requested, seconds) => {
    expect(grace(pod(spec, phase), requested)).toBe(seconds);
  });
});
