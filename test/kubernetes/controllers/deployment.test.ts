import { describe, expect, test } from 'vitest';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { replicaSetKind } from '../../../engine/kubernetes/kinds/replica-set.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import {
  deployment,
  deploymentCondition,
  editDeployment,
  editReplicaSet,
  finishPod,
  getDeployment,
  messagesOf,
  openByHand,
  podCounts,
  podsOf,
  replicaSet,
  replicaSetsOf,
  setImage,
  setReady,
  settlePods,
  step,
} from './stand-in-kubelet.ts';

const REVISION = 'deployment.kubernetes.io/revision';

function rollingUpdate(maxSurge: number | string, maxUnavailable: number | string) {
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
}

function openWith(spec: Parameters<typeof deployment>[0]): TestSandbox {
  const world = openByHand();
  world.create(deploymentKind, deployment(spec));
  settlePods(world);
  return world;
}

/** Replica sets by their image, with how many pods they should have. */
function sizes(world: TestSandbox): Record<string, number> {
  return Object.fromEntries(
    replicaSetsOf(world).map(({ spec }) => [spec.template?.spec?.containers[0]?.image, spec.replicas ?? 1]),
  );
}

function findSet(world: TestSandbox, image: string) {
  const found = replicaSetsOf(world).find(({ spec }) => spec.template?.spec?.containers[0]?.image === image);
  if (found === undefined) throw new Error(`no replica set for ${image}`);
  return found;
}

describe('a new deployment', () => {
  test('creates a replica set named by the hash of its template, and reports it', () => {
    const world = openByHand();
    world.create(deploymentKind, deployment({ replicas: 3 }));
    const [created] = replicaSetsOf(world);
    const hash = created?.metadata.labels?.['pod-template-hash'];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/);
    expect(created).toMatchObject({
      metadata: {
        name: `web-${hash}`,
        labels: { app: 'web', 'pod-template-hash': hash },
        annotations: {
          [REVISION]: '1',
          'deployment.kubernetes.io/desired-replicas': '3',
          'deployment.kubernetes.io/max-replicas': '4',
        },
        ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true, blockOwnerDeletion: true }],
      },
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web', 'pod-template-hash': hash } },
        template: { metadata: { labels: { app: 'web', 'pod-template-hash': hash } } },
      },
    });
    expect(messagesOf(world, 'web', 'ScalingReplicaSet')).toEqual([
      `Scaled up replica set web-${hash} from 0 to 3`,
    ]);
    expect(podsOf(world)).toHaveLength(3);
  });

  test('says how far it is', () => {
    const world = openByHand();
    world.create(deploymentKind, deployment({ replicas: 3 }));
    expect(getDeployment(world).status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      unavailableReplicas: 3,
    });
    expect(deploymentCondition(world, 'Available')).toMatchObject({
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
      message: 'Deployment does not have minimum availability.',
    });
    const { name } = findSet(world, 'nginx:1.26').metadata;
    expect(deploymentCondition(world, 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'ReplicaSetUpdated',
      message: `ReplicaSet "${name}" is progressing.`,
    });
    settlePods(world);
    expect(getDeployment(world).status).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
    expect(getDeployment(world).status.unavailableReplicas).toBeUndefined();
    expect(deploymentCondition(world, 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    expect(deploymentCondition(world, 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    });
  });

  test('takes another hash where the name of its replica set is taken', () => {
    const first = openByHand();
    first.create(deploymentKind, deployment({ replicas: 1 }));
    const [{ metadata } = replicaSet()] = replicaSetsOf(first);
    const world = openByHand();
    world.create(
      replicaSetKind,
      replicaSet(
        {
          replicas: 0,
          selector: { matchLabels: { app: 'x' } },
          template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'x', image: 'x' }] } },
        },
        metadata.name,
      ),
    );
    world.create(deploymentKind, deployment({ replicas: 1 }));
    expect(getDeployment(world).status.collisionCount).toBe(1);
    expect(podsOf(world)).toHaveLength(1);
    expect(replicaSetsOf(world)).toHaveLength(2);
  });
});

describe('a rolling update', () => {
  test.each([
    [10, '25%', '25%', 13, 8],
    [4, 1, 0, 5, 4],
    [3, 0, 1, 3, 2],
    [5, '100%', 0, 10, 5],
    [1, '25%', '25%', 2, 1],
    [3, 0, '10%', 3, 2],
  ])('of %i pods keeps within maxSurge %s and maxUnavailable %s at every revision', (...given) => {
    const [replicas, surge, unavailable, most, least] = given;
    const world = openWith({ replicas, strategy: rollingUpdate(surge, unavailable) });
    const before = world.cluster.store.revision;
    const start = podsOf(world);
    setImage(world, 'nginx:1.27');
    settlePods(world);
    const counts = podCounts(world.cluster.store.changesAfter(before, 'pods'), start);
    expect(Math.max(...counts.map(({ total }) => total))).toBe(most);
    expect(Math.min(...counts.map(({ ready }) => ready))).toBe(least);
    expect(sizes(world)).toEqual({ 'nginx:1.26': 0, 'nginx:1.27': replicas });
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  test('reports each step', () => {
    const world = openWith({ replicas: 3 });
    setImage(world, 'nginx:1.27');
    settlePods(world);
    const old = findSet(world, 'nginx:1.26').metadata.name;
    const now = findSet(world, 'nginx:1.27').metadata.name;
    expect(messagesOf(world, 'web', 'ScalingReplicaSet')).toEqual([
      `Scaled up replica set ${old} from 0 to 3`,
      `Scaled up replica set ${now} from 0 to 1`,
      `Scaled down replica set ${old} from 3 to 2`,
      `Scaled up replica set ${now} from 1 to 2`,
      `Scaled down replica set ${old} from 2 to 1`,
      `Scaled up replica set ${now} from 2 to 3`,
      `Scaled down replica set ${old} from 1 to 0`,
    ]);
  });

  test('stops at the first pods that do not become ready, and removes them first when it goes back', () => {
    const world = openWith({ replicas: 4, strategy: rollingUpdate(1, 1) });
    setImage(world, 'nginx:broken');
    expect(sizes(world)).toEqual({ 'nginx:1.26': 3, 'nginx:broken': 2 });
    for (const pod of podsOf(world)) if (pod.metadata.deletionTimestamp !== undefined) finishPod(world, pod);
    world.advance(60);
    expect(sizes(world)).toEqual({ 'nginx:1.26': 3, 'nginx:broken': 2 });
    setImage(world, 'nginx:1.26');
    settlePods(world);
    expect(sizes(world)).toEqual({ 'nginx:1.26': 4, 'nginx:broken': 0 });
  });

  test('waits for minReadySeconds', () => {
    const world = openByHand();
    world.create(deploymentKind, deployment({ replicas: 1, minReadySeconds: 10 }));
    const [pod] = podsOf(world);
    if (pod !== undefined) setReady(world, pod);
    world.advance(9);
    expect(getDeployment(world).status).toMatchObject({ readyReplicas: 1, unavailableReplicas: 1 });
    world.advance(1);
    expect(getDeployment(world).status).toMatchObject({ readyReplicas: 1, availableReplicas: 1 });
  });
});

describe('revisions', () => {
  test('count up, and remember what they were when an old template comes back', () => {
    const world = openWith({ replicas: 2 });
    setImage(world, 'nginx:1.27');
    settlePods(world);
    expect(getDeployment(world).metadata.annotations?.[REVISION]).toBe('2');
    setImage(world, 'nginx:1.26');
    settlePods(world);
    expect(getDeployment(world).metadata.annotations?.[REVISION]).toBe('3');
    expect(replicaSetsOf(world)).toHaveLength(2);
    expect(findSet(world, 'nginx:1.26').metadata.annotations).toMatchObject({
      [REVISION]: '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
  });

  test('are the same for a template that says the same in other words', () => {
    const world = openWith({ replicas: 1 });
    editDeployment(world, ({ spec }) => {
      const reversed = Object.fromEntries(Object.entries(spec.template.spec ?? {}).reverse());
      spec.template = { metadata: { ...spec.template.metadata }, spec: { containers: [], ...reversed } };
      spec.template.metadata = { annotations: {}, ...spec.template.metadata };
    });
    expect(replicaSetsOf(world)).toHaveLength(1);
  });

  test('carry the change cause, but not what kubectl apply remembers', () => {
    const world = openWith({ replicas: 1 });
    editDeployment(world, ({ metadata, spec }) => {
      metadata.annotations = {
        ...metadata.annotations,
        'kubernetes.io/change-cause': 'a newer nginx',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      };
      const [container] = spec.template.spec?.containers ?? [];
      if (container !== undefined) container.image = 'nginx:1.27';
    });
    const { annotations } = findSet(world, 'nginx:1.27').metadata;
    expect(annotations).toMatchObject({ 'kubernetes.io/change-cause': 'a newer nginx' });
    expect(annotations).not.toHaveProperty(['kubectl.kubernetes.io/last-applied-configuration']);
  });

  test('beyond revisionHistoryLimit are deleted, the oldest first', () => {
    const world = openWith({ replicas: 1, revisionHistoryLimit: 2 });
    for (const tag of ['a', 'b', 'c', 'd']) {
      setImage(world, `nginx:${tag}`);
      settlePods(world);
    }
    expect(sizes(world)).toEqual({ 'nginx:b': 0, 'nginx:c': 0, 'nginx:d': 1 });
  });
});

describe('scaling', () => {
  test('resizes the only active replica set', () => {
    const world = openWith({ replicas: 3 });
    editDeployment(world, ({ spec }) => {
      spec.replicas = 5;
    });
    const { name } = findSet(world, 'nginx:1.26').metadata;
    expect(messagesOf(world, 'web', 'ScalingReplicaSet').at(-1)).toBe(
      `Scaled up replica set ${name} from 3 to 5`,
    );
    settlePods(world);
    expect(getDeployment(world).status.availableReplicas).toBe(5);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  test('during a rollout is spread in proportion', () => {
    const world = openWith({ replicas: 10, strategy: rollingUpdate(3, 2) });
    setImage(world, 'nginx:broken');
    expect(sizes(world)).toEqual({ 'nginx:1.26': 8, 'nginx:broken': 5 });
    editDeployment(world, ({ spec }) => {
      spec.replicas = 15;
    });
    expect(sizes(world)).toEqual({ 'nginx:1.26': 11, 'nginx:broken': 7 });
  });

  test('to nothing takes all pods', () => {
    const world = openWith({ replicas: 3 });
    editDeployment(world, ({ spec }) => {
      spec.replicas = 0;
    });
    settlePods(world);
    expect(podsOf(world)).toEqual([]);
    expect(getDeployment(world).status).toEqual({
      observedGeneration: 2,
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Available', status: 'True' })]),
    });
  });

  test('by hand of a replica set is undone', () => {
    const world = openWith({ replicas: 3 });
    const { metadata } = findSet(world, 'nginx:1.26');
    editReplicaSet(world, metadata.name, ({ spec }) => {
      spec.replicas = 5;
    });
    expect(sizes(world)).toEqual({ 'nginx:1.26': 3 });
    expect(messagesOf(world, 'web').at(-1)).toBe(`Scaled down replica set ${metadata.name} from 5 to 3`);
  });
});

describe('a paused deployment', () => {
  test('rolls nothing out until it is resumed', () => {
    const world = openWith({ replicas: 2 });
    editDeployment(world, ({ spec }) => {
      spec.paused = true;
    });
    expect(deploymentCondition(world, 'Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    });
    setImage(world, 'nginx:1.27');
    expect(sizes(world)).toEqual({ 'nginx:1.26': 2 });
    expect(getDeployment(world).status.updatedReplicas).toBeUndefined();
    expect(getDeployment(world).status.observedGeneration).toBe(3);
    editDeployment(world, ({ spec }) => {
      delete spec.paused;
    });
    settlePods(world);
    expect(sizes(world)).toEqual({ 'nginx:1.26': 0, 'nginx:1.27': 2 });
  });

  test('is scaled all the same, and never runs out of time', () => {
    const world = openWith({ replicas: 2, paused: false, progressDeadlineSeconds: 30 });
    setImage(world, 'nginx:1.27');
    editDeployment(world, ({ spec }) => {
      spec.paused = true;
      spec.replicas = 4;
    });
    world.advance(100);
    expect(Object.values(sizes(world)).reduce((sum, size) => sum + size, 0)).toBe(5);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('DeploymentPaused');
  });
});

describe('the progress deadline', () => {
  test('is reported once nothing has moved for that long', () => {
    const world = openWith({ replicas: 1, progressDeadlineSeconds: 60 });
    setImage(world, 'nginx:broken');
    world.advance(59);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('ReplicaSetUpdated');
    world.advance(1);
    const { name } = findSet(world, 'nginx:broken').metadata;
    expect(deploymentCondition(world, 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${name}" has timed out progressing.`,
    });
    settlePods(world);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  test('starts anew with each pod that becomes ready', () => {
    const world = openByHand();
    world.create(deploymentKind, deployment({ replicas: 2, progressDeadlineSeconds: 60 }));
    world.advance(50);
    step(world);
    world.advance(50);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('ReplicaSetUpdated');
    world.advance(10);
    expect(deploymentCondition(world, 'Progressing')?.reason).toBe('ProgressDeadlineExceeded');
  });

  test('survives a restart', () => {
    const world = openByHand();
    world.create(deploymentKind, deployment({ replicas: 1, progressDeadlineSeconds: 60 }));
    const woken = world.reload();
    woken.advance(60);
    expect(deploymentCondition(woken, 'Progressing')?.reason).toBe('ProgressDeadlineExceeded');
  });
});

test('Recreate starts no new pod before the last old one is gone', () => {
  const world = openWith({ replicas: 3, strategy: { type: 'Recreate' } });
  setImage(world, 'nginx:1.27');
  const doomed = podsOf(world);
  expect(doomed.every(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(true);
  for (const pod of doomed) {
    expect(sizes(world)).toEqual({ 'nginx:1.26': 0 });
    finishPod(world, pod);
  }
  expect(sizes(world)).toEqual({ 'nginx:1.26': 0, 'nginx:1.27': 3 });
  settlePods(world);
  expect(getDeployment(world).status.availableReplicas).toBe(3);
});

test('a replica set that matches and has no owner is adopted; one whose labels leave the selector is let go', () => {
  const world = openByHand();
  const orphan = replicaSet({
    replicas: 2,
    template: { metadata: { labels: { app: 'web' } }, spec: deployment().spec.template.spec },
  });
  orphan.metadata.labels = { app: 'web' };
  world.create(replicaSetKind, orphan);
  world.create(deploymentKind, deployment({ replicas: 2 }));
  const [adopted] = replicaSetsOf(world);
  expect(replicaSetsOf(world)).toHaveLength(1);
  expect(adopted?.metadata.ownerReferences).toMatchObject([{ kind: 'Deployment', name: 'web' }]);
  editReplicaSet(world, 'web', ({ metadata }) => {
    metadata.labels = { app: 'other' };
  });
  expect(world.cluster.store.get(replicaSetKind, 'default', 'web')?.metadata.ownerReferences).toBeUndefined();
  expect(replicaSetsOf(world)).toHaveLength(2);
});

test('a replica set that cannot be created is reported in an event and a condition', () => {
  const world = openByHand();
  const refused = deployment({ replicas: 1 });
  refused.spec.template = { metadata: { labels: { app: 'web' } }, spec: { containers: [] } };
  const draft = structuredClone(refused);
  draft.metadata = {
    ...draft.metadata,
    namespace: 'default',
    uid: 'u',
    creationTimestamp: '2026-01-01T00:00:00Z',
    generation: 1,
  };
  draft.spec.progressDeadlineSeconds = 600;
  world.sandbox.transact(() =>
    world.cluster.store.put(deploymentKind, draft, { user: 'x', verb: 'x', manager: 'x' }, 0),
  );
  world.advance(0);
  expect(deploymentCondition(world, 'Progressing')).toMatchObject({
    status: 'False',
    reason: 'ReplicaSetCreateError',
    message: expect.stringMatching(
      /^Failed to create new replica set "web-\w+": ReplicaSet\.apps "web-\w+" is invalid: /,
    ),
  });
  expect(messagesOf(world, 'web', 'ReplicaSetCreateError')).toHaveLength(1);
});

test('a rolling update by real kubelets keeps within its bounds at every revision', () => {
  const world = openSandbox();
  const web = deployment({ replicas: 6, strategy: rollingUpdate(2, 1) });
  delete web.spec.template.spec?.nodeName;
  world.create(deploymentKind, web);
  world.advance(120);
  expect(getDeployment(world).status.availableReplicas).toBe(6);
  const before = world.cluster.store.revision;
  const start = podsOf(world);
  setImage(world, 'nginx:1.27');
  world.advance(300);
  expect(getDeployment(world).status).toMatchObject({
    updatedReplicas: 6,
    availableReplicas: 6,
    replicas: 6,
  });
  const counts = podCounts(world.cluster.store.changesAfter(before, 'pods'), start);
  expect(Math.max(...counts.map(({ total }) => total))).toBe(8);
  expect(Math.min(...counts.map(({ ready }) => ready))).toBe(5);
});
