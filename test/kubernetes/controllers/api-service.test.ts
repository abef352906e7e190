import { expect, test } from 'vitest';
import type { Kind } from '../../../engine/kubernetes/apiserver/kind.ts';
import { endpointSliceKind } from '../../../engine/kubernetes/kinds/endpoint-slice.ts';
import { endpointsKind } from '../../../engine/kubernetes/kinds/endpoints.ts';
import { serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import type { KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { openSandbox, type TestSandbox } from '../../harness/sandbox.ts';
import { deleteObject } from './stand-in-kubelet.ts';

function find<T extends KubernetesObject>({ cluster }: TestSandbox, kind: Kind<T>): T {
  const found = cluster.store.get(kind, 'default', 'kubernetes');
  if (found === undefined) throw new Error(`there is no ${kind.kind}`);
  return found;
}

test('the kubernetes service comes back when it is deleted, at its old address and with its endpoints', () => {
  const world = openSandbox();
  const service = find(world, serviceKind);
  deleteObject(world, serviceKind, service);
  world.advance(0);
  expect(find(world, serviceKind).metadata.uid).not.toBe(service.metadata.uid);
  expect(find(world, serviceKind).spec).toEqual(service.spec);
  expect(find(world, endpointsKind).subsets?.[0]?.addresses).toEqual([{ ip: '192.168.49.2' }]);
  expect(find(world, endpointSliceKind).endpoints[0]?.addresses).toEqual(['192.168.49.2']);
});

test('so do its endpoints alone', () => {
  const world = openSandbox();
  deleteObject(world, endpointsKind, find(world, endpointsKind));
  deleteObject(world, endpointSliceKind, find(world, endpointSliceKind));
  world.advance(0);
  find(world, endpointsKind);
  find(world, endpointSliceKind);
});
