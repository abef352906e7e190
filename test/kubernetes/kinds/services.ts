import { create } from '../../../engine/kubernetes/apiserver/create.ts';
import { readObject } from '../../../engine/kubernetes/apiserver/read-object.ts';
import { type ServiceObject, serviceKind } from '../../../engine/kubernetes/kinds/service.ts';
import type { KubernetesObject } from '../../../engine/kubernetes/object.ts';
import { TEST_AUTHOR } from '../../harness/sandbox.ts';
import type { Requests } from './requests.ts';

export function serviceBody(spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', ...metadata },
    spec: { ports: [{ port: 80 }], ...spec },
  };
}

export function createService(requests: Requests, spec: object = {}, metadata: object = {}): ServiceObject {
  return requests.create(serviceKind, serviceBody(spec, metadata));
}

/** As `kubectl create --dry-run=server`. */
export function tryService(requests: Requests, spec: object): ServiceObject['spec'] {
  const { object } = readObject(serviceKind, serviceBody(spec), 'Strict');
  if (!isService(object)) throw new Error('that is no service');
  create(requests.cluster, serviceKind, 'default', object, { author: TEST_AUTHOR, dryRun: true });
  return object.spec;
}

function isService(object: KubernetesObject): object is ServiceObject {
  return object.kind === 'Service';
}
