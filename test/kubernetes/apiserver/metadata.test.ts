import { beforeEach, describe, expect, it } from 'vitest';
import { remove } from '../../../engine/kubernetes/apiserver/delete.ts';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { TEST_AUTHOR } from '../../harness/sandbox.ts';
import { openRequests, type Requests, refusal } from '../kinds/requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

function configMap(metadata: object): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
}

const OWNER = { apiVersion: 'v1', kind: 'ConfigMap', name: 'o', uid: 'u' };
const QUALIFIED =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

describe('the metadata of a new object', () => {
  it.each<[object, string]>([
    [{}, 'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required'],
    [
      { name: 'm', labels: { 'a b': 'c' } },
      `ConfigMap "m" is invalid: metadata.labels: Invalid value: "a b": ${QUALIFIED}`,
    ],
    [
      { name: 'm', annotations: { '-a': '' } },
      `ConfigMap "m" is invalid: metadata.annotations: Invalid value: "-a": ${QUALIFIED}`,
    ],
    [
      { name: 'm', annotations: { a: 'x'.repeat(262_144) } },
      'ConfigMap "m" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes',
    ],
    [
      { name: 'm', finalizers: ['orphan', 'foregroundDeletion'] },
      'ConfigMap "m" is invalid: metadata.finalizers: Invalid value: []string{"orphan", "foregroundDeletion"}: finalizer orphan and foregroundDeletion cannot be both set',
    ],
    [
      { name: 'm', finalizers: ['a b'] },
      `ConfigMap "m" is invalid: metadata.finalizers: Invalid value: "a b": ${QUALIFIED}`,
    ],
    [
      { name: 'm', ownerReferences: [{ ...OWNER, apiVersion: '', kind: '', name: '', uid: '' }] },
      'ConfigMap "m" is invalid: [metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty, metadata.ownerReferences.kind: Invalid value: "": kind must not be empty, metadata.ownerReferences.name: Invalid value: "": name must not be empty, metadata.ownerReferences.uid: Invalid value: "": uid must not be empty]',
    ],
  ])('%j is refused', (metadata, message) => {
    expect(refusal(() => requests.create(configMapKind, configMap(metadata)))).toEqual({
      code: 422,
      message,
    });
  });

  it('names two controllers', () => {
    const owners = [
      { ...OWNER, controller: true },
      { ...OWNER, name: 'p', controller: true },
    ];
    const { message } = refusal(() =>
      requests.create(configMapKind, configMap({ name: 'm', ownerReferences: owners })),
    );
    expect(message).toContain(
      ': Only one reference can have Controller set to true. Found "true" in references for ConfigMap/o and ConfigMap/p',
    );
  });

  it('may have any case in the prefix of an annotation', () => {
    requests.create(configMapKind, configMap({ name: 'm', annotations: { 'A.b/c': 'd' } }));
  });

  it('counts annotations in bytes', () => {
    const annotations = { a: '大'.repeat(100_000) };
    const { message } = refusal(() => requests.create(configMapKind, configMap({ name: 'm', annotations })));
    expect(message).toContain('Too long');
  });

  it('leaves out the name in the details where there is none', () => {
    expect(() => requests.create(configMapKind, configMap({}))).toThrow(
      expect.objectContaining({ details: expect.not.objectContaining({ name: expect.anything() }) }),
    );
  });
});

describe('a generated name', () => {
  it('is the base and five characters, cut to 63', () => {
    requests.create(configMapKind, configMap({ generateName: 'x'.repeat(70), name: 'given' }));
    const generateName = 'x'.repeat(70);
    expect(() => requests.create(configMapKind, configMap({ generateName }))).not.toThrow();
    const names = requests.cluster.store.list(configMapKind, 'default').map(({ metadata }) => metadata.name);
    expect(names).toContainEqual(expect.stringMatching(/^x{58}[a-z0-9]{5}$/));
  });

  it.each([
    ['web-', true],
    ['UPPER-', false],
  ])('from %j is taken: %s', (generateName, taken) => {
    const { message } = refusal(() => requests.create(configMapKind, configMap({ generateName })));
    expect(message === '').toBe(taken);
    if (!taken) expect(message).toContain('metadata.generateName: Invalid value: "UPPER-": ');
  });
});

describe('an object that is being deleted', () => {
  it('takes no new finalizers', () => {
    requests.create(configMapKind, configMap({ name: 'm', finalizers: ['example.com/a'] }));
    remove(requests.cluster, configMapKind, { namespace: 'default', name: 'm' }, { author: TEST_AUTHOR });
    const change = () =>
      requests.change(configMapKind, 'm', ({ metadata }) => {
        metadata.finalizers = ['example.com/c', 'example.com/b', 'example.com/a'];
      });
    expect(refusal(change).message).toBe(
      'ConfigMap "m" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/b", "example.com/c"}',
    );
  });
});
