import { beforeEach, describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { type NamespaceObject, namespaceKind } from '../../../engine/kubernetes/kinds/namespace.ts';
import { TEST_AUTHOR } from '../../harness/sandbox.ts';
import { type ClusterObjects, openClusterObjects } from './cluster-objects.ts';
import { refusal } from './requests.ts';

let namespaces: ClusterObjects<NamespaceObject>;
beforeEach(() => {
  namespaces = openClusterObjects(namespaceKind);
});

const author = TEST_AUTHOR;

describe('a namespace', () => {
  it('is active, labelled with its name, and held until it is empty', () => {
    const namespace = namespaces.create({ status: { phase: 'Terminating' } }, { labels: { a: 'b' } });
    expect(namespace.metadata.labels).toEqual({ a: 'b', 'kubernetes.io/metadata.name': 'n' });
    expect(namespace.spec).toEqual({ finalizers: ['kubernetes'] });
    expect(namespace.status).toEqual({ phase: 'Active' });
    expect(namespaceKind.row(namespace, namespaces.cluster.now)).toEqual(['n', 'Active', '0s']);
  });

  it('keeps its label', () => {
    namespaces.create({});
    const { metadata } = namespaces.change((draft) => {
      delete draft.metadata.labels;
    });
    expect(metadata.labels).toEqual({ 'kubernetes.io/metadata.name': 'n' });
  });

  it('may have finalizers of its own, which updates leave alone', () => {
    expect(namespaces.create({ spec: { finalizers: ['example.com/a'] } }).spec.finalizers).toEqual([
      'example.com/a',
      'kubernetes',
    ]);
    const { spec } = namespaces.change((draft) => {
      draft.spec.finalizers = [];
    });
    expect(spec.finalizers).toEqual(['example.com/a', 'kubernetes']);
  });

  it('refuses finalizers that nobody knows', () => {
    expect(refusal(() => namespaces.create({ spec: { finalizers: ['mine'] } })).message).toBe(
      'Namespace "n" is invalid: spec.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
    );
  });

  it('says everything that is wrong with its name', () => {
    const { message } = refusal(() => namespaces.create({}, { name: 'a_b' }));
    expect(message).toBe(
      "Namespace \"a_b\" is invalid: metadata.name: Invalid value: \"a_b\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    );
  });

  it('can have only the phase that its deletion allows', () => {
    namespaces.create({});
    const change = (phase: string) =>
      refusal(() =>
        namespaces.change((draft) => {
          draft.status.phase = phase;
        }, 'status'),
      ).message;
    expect(change('Terminating')).toBe(
      'Namespace "n" is invalid: status.Phase: Invalid value: "Terminating": may only be \'Active\' if `deletionTimestamp` is empty',
    );
    remove(namespaces.cluster, namespaceKind, { namespace: '', name: 'n' }, { author });
    expect(change('Active')).toBe(
      'Namespace "n" is invalid: status.Phase: Invalid value: "Active": may only be \'Terminating\' if `deletionTimestamp` is not empty',
    );
  });

  it.each(['default', 'kube-system', 'kube-public'])('can not be deleted where it is %s', (name) => {
    const attempt = () => remove(namespaces.cluster, namespaceKind, { namespace: '', name }, { author });
    expect(refusal(attempt)).toEqual({
      code: 403,
      message: `namespaces "${name}" is forbidden: this namespace may not be deleted`,
    });
  });
});
