import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ControllerRevisionObject,
  controllerRevisionKind,
} from '../../../engine/kubernetes/kinds/controller-revision.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const OWNER = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };

const revision = (content: object, metadata: object = {}): ControllerRevisionObject =>
  requests.create(controllerRevisionKind, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: { name: 'r', ...metadata },
    ...content,
  });

describe('a controller revision', () => {
  it('keeps any data, and shows whose it is', () => {
    const data = { spec: { template: { a: [1, null, 'x'] } } };
    const stored = revision({ data, revision: 3 }, { ownerReferences: [OWNER] });
    expect(stored.data).toEqual(data);
    expect(controllerRevisionKind.row(stored, requests.cluster.now)).toEqual([
      'r',
      'statefulset.apps/web',
      3,
      '0s',
    ]);
  });

  it('shows that it is nobody’s', () => {
    expect(controllerRevisionKind.row(revision({ data: {}, revision: 0 }), requests.cluster.now)[1]).toBe(
      '<none>',
    );
  });

  it.each<[object, string]>([
    [{ revision: 1 }, 'data: Required value: data is mandatory'],
    [{ data: {}, revision: -1 }, 'revision: Invalid value: -1: must be greater than or equal to 0'],
  ])('of %j is refused', (content, problem) => {
    expect(refusal(() => revision(content)).message).toBe(
      `ControllerRevision.apps "r" is invalid: ${problem}`,
    );
  });

  it('may be renumbered, but keeps its data', () => {
    revision({ data: { a: 1 }, revision: 1 });
    const renumber = requests.change(controllerRevisionKind, 'r', (draft) => {
      draft.revision = 2;
    });
    expect(renumber.revision).toBe(2);
    const rewrite = () =>
      requests.change(controllerRevisionKind, 'r', (draft) => {
        draft.data = {};
      });
    expect(refusal(rewrite).message).toBe(
      'ControllerRevision.apps "r" is invalid: data: Invalid value: runtime.Unknown{TypeMeta:runtime.TypeMeta{APIVersion:"", Kind:""}, Raw:[]uint8{0x7b, 0x7d}, ContentEncoding:"", ContentType:"application/json"}: field is immutable',
    );
  });
});
