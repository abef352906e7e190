import { expect, test } from 'vitest';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import { draftMetadata } from '../../../engine/kubernetes/object.ts';
import type { TestSandbox } from '../../harness/sandbox.ts';
import { deployment, editDeployment, openByHand, setImage, step } from './stand-in-kubelet.ts';

const RESOURCES = [
  'deployments.apps',
  'replicasets.apps',
  'pods',
  'endpoints',
  'endpointslices.discovery.k8s.io',
  'events',
];

function stateOf({ cluster }: TestSandbox): string[] {
  return RESOURCES.flatMap((resource) => cluster.store.entries(resource).map(({ text }) => text));
}

/** A rollout, scaled on its way, in a world that may be woken again from its database after each step. */
function rollOut(wake: (world: TestSandbox) => TestSandbox): string[] {
  let world = openByHand();
  world.create(serviceKind, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: draftMetadata({ name: 'web' }),
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }], publishNotReadyAddresses: true },
    status: {},
  });
  world.create(deploymentKind, deployment({ replicas: 6 }));
  for (let steps = 0; steps < 60; steps++) {
    if (steps === 8) setImage(world, 'nginx:1.27');
    if (steps === 12) {
      editDeployment(world, ({ spec }) => {
        spec.replicas = 9;
      });
    }
    // Only what was committed survives, and a clock that merely moved was not.
    if (!step(world)) continue;
    world = wake(world);
    world.advance(1);
  }
  return stateOf(world);
}

test('a restart between any two steps makes no difference to what controllers do', () => {
  expect(rollOut((world) => world.reload())).toEqual(rollOut((world) => world));
});
