import { describe, expect, it } from 'vitest';
import { parseFieldSelector } from '../../../engine/kubernetes/apiserver/field-selector.ts';
import { list, parseSelection } from '../../../engine/kubernetes/apiserver/list.ts';
import { SelectorError } from '../../../engine/kubernetes/apiserver/parse-selector.ts';
import { configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { podKind } from '../../../engine/kubernetes/kinds/pod.ts';
import { secretKind } from '../../../engine/kubernetes/kinds/secret.ts';
import { openRequests, refusal } from '../kinds/requests.ts';

describe('a field selector', () => {
  it.each([
    ['', []],
    ['a=b', [{ field: 'a', value: 'b', negated: false }]],
    ['a==b', [{ field: 'a', value: 'b', negated: false }]],
    [
      'b!=c,a=',
      [
        { field: 'a', value: '', negated: false },
        { field: 'b', value: 'c', negated: true },
      ],
    ],
    ['a=b\\,c\\=d\\\\', [{ field: 'a', value: 'b,c=d\\', negated: false }]],
    ['a!b=c', [{ field: 'a!b', value: 'c', negated: false }]],
  ])('%j is read', (text, requirements) => {
    expect(parseFieldSelector(text)).toEqual(requirements);
  });

  it.each([
    ['a', "invalid selector: 'a'; can't understand 'a'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    ['a=b\\c', 'invalid field selector: invalid escape sequence: \\c'],
    ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
  ])('%j is refused', (text, message) => {
    expect(() => parseFieldSelector(text)).toThrow(new SelectorError(message));
  });

  it.each([
    [podKind, '', 'spec.foo=bar', 'field label not supported: spec.foo'],
    [
      configMapKind,
      '',
      'data.a=b',
      '"data.a" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ],
    [podKind, 'a in (b', '', "unable to parse requirement: found '', expected: ',' or ')'"],
  ])('of %o: %j and %j are a bad request', (kind, labels, fields, message) => {
    expect(refusal(() => parseSelection(kind, 'default', labels, fields))).toEqual({ code: 400, message });
  });

  it('picks objects by what they are', () => {
    const { cluster, create } = openRequests();
    const secret = (name: string, type: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      type,
    });
    create(secretKind, secret('a', 'Opaque'));
    create(secretKind, secret('b', 'example.com/other'));
    const names = (fields: string) =>
      list(cluster, secretKind, parseSelection(secretKind, 'default', '', fields), {}).entries.map(
        ({ object }) => object.metadata.name,
      );
    expect(names('type=Opaque')).toEqual(['a']);
    expect(names('type!=Opaque')).toEqual(['b']);
    expect(names('metadata.name=b,type!=Opaque')).toEqual(['b']);
  });
});
