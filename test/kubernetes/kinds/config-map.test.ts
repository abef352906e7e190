import { beforeEach, describe, expect, it } from 'vitest';
import { type ConfigMapObject, configMapKind } from '../../../engine/kubernetes/kinds/config-map.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

const created = (content: object): ConfigMapObject =>
  requests.create(configMapKind, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'm' },
    ...content,
  });

describe('a config map', () => {
  it.each<[object, string]>([
    [{ data: { '..': 'c' } }, 'data[..]: Invalid value: "..": must not be \'..\''],
    [
      { data: { a: 'b' }, binaryData: { a: 'Yg==' } },
      'data[a]: Invalid value: "a": duplicate of key present in binaryData',
    ],
    [{ data: { a: '大'.repeat(349_526) } }, '[]: Too long: may not be more than 1048576 bytes'],
    [{ binaryData: { a: `${'AAAA'.repeat(349_526)}` } }, '[]: Too long: may not be more than 1048576 bytes'],
  ])('%# is refused', (content, problem) => {
    expect(refusal(() => created(content)).message).toBe(`ConfigMap "m" is invalid: ${problem}`);
  });

  it('holds a megabyte of bytes, whatever their base64 takes', () => {
    created({ binaryData: { a: `${'AAAA'.repeat(349_525)}AA==` } });
  });

  it('that is immutable stays as it is', () => {
    created({ data: { a: '1' }, immutable: true });
    const change = (edit: (draft: ConfigMapObject) => void) =>
      refusal(() => requests.change(configMapKind, 'm', edit)).message;
    expect(
      change((draft) => {
        draft.data = { a: '2' };
      }),
    ).toBe('ConfigMap "m" is invalid: data: Forbidden: field is immutable when `immutable` is set');
    expect(
      change((draft) => {
        draft.immutable = false;
        draft.binaryData = { b: 'Yg==' };
      }),
    ).toBe(
      'ConfigMap "m" is invalid: [immutable: Forbidden: field is immutable when `immutable` is set, binaryData: Forbidden: field is immutable when `immutable` is set]',
    );
  });

  it('has a row', () => {
    const object = created({ data: { a: '1' }, binaryData: { b: 'Yg==' } });
    expect(configMapKind.row(object, requests.cluster.now)).toEqual(['m', 2, '0s']);
  });
});
