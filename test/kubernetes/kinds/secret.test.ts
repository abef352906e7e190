import { beforeEach, describe, expect, it } from 'vitest';
import { type SecretObject, secretKind } from '../../../engine/kubernetes/kinds/secret.ts';
import { openRequests, type Requests, refusal } from './requests.ts';

let requests: Requests;
beforeEach(() => {
  requests = openRequests();
});

function secret(content: object, metadata: object = {}): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'm', ...metadata }, ...content };
}

const created = (content: object): SecretObject => requests.create(secretKind, secret(content));
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret', () => {
  it('is opaque, and keeps what was written as text as data', () => {
    const { type, data, stringData } = created({
      data: { a: base64('old'), b: base64('b') },
      stringData: { a: 'néw', ['__proto__']: 'x' },
    });
    expect(type).toBe('Opaque');
    expect(Object.entries(data ?? {})).toEqual([
      ['a', base64('néw')],
      ['b', base64('b')],
      ['__proto__', base64('x')],
    ]);
    expect(stringData).toBeUndefined();
  });

  it.each<[object, string]>([
    [
      { stringData: { 'a b': 'c' } },
      "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
    [{ stringData: { '..a': 'c' } }, 'data[..a]: Invalid value: "..a": must not start with \'..\''],
    [{ stringData: { a: 'x'.repeat(1_048_577) } }, 'data: Too long: may not be more than 1048576 bytes'],
    [{ type: 'kubernetes.io/tls' }, '[data[tls.crt]: Required value, data[tls.key]: Required value]'],
    [
      { type: 'kubernetes.io/service-account-token' },
      'metadata.annotations[kubernetes.io/service-account.name]: Required value',
    ],
    [
      { type: 'kubernetes.io/basic-auth' },
      '[data[username]: Required value, data[password]: Required value]',
    ],
    [
      { type: 'kubernetes.io/ssh-auth', stringData: { 'ssh-privatekey': '' } },
      'data[ssh-privatekey]: Required value',
    ],
    [{ type: 'kubernetes.io/dockercfg' }, 'data[.dockercfg]: Required value'],
    [{ type: 'kubernetes.io/dockerconfigjson' }, 'data[.dockerconfigjson]: Required value'],
    [
      { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'x' } },
      'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character \'x\' looking for beginning of value',
    ],
    [
      { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '' } },
      'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input',
    ],
    [
      { type: 'kubernetes.io/dockercfg', stringData: { '.dockercfg': '[]' } },
      'data[.dockercfg]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
  ])('of %j is refused', (content, problem) => {
    expect(refusal(() => created(content))).toEqual({
      code: 422,
      message: `Secret "m" is invalid: ${problem}`,
    });
  });

  it.each([
    [{ type: 'kubernetes.io/basic-auth', stringData: { username: '' } }],
    [{ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{"auths":{}}' } }],
    [{ type: 'kubernetes.io/dockercfg', stringData: { '.dockercfg': 'null' } }],
    [{ type: 'bootstrap.kubernetes.io/token' }],
    [{ type: 'example.com/mine' }],
    [{ stringData: { a: 'x'.repeat(1_048_576) } }],
  ])('of %j is taken', (content) => {
    expect(refusal(() => created(content)).message).toBe('');
  });

  it('warns of a certificate that is none', () => {
    const crt = '-----BEGIN CERTIFICATE-----';
    const tls = (data: object) =>
      secretKind.warnings?.(
        requests.create(secretKind, secret({ type: 'kubernetes.io/tls', stringData: data })),
      );
    expect(tls({ 'tls.crt': 'x', 'tls.key': 'x' })).toEqual([
      'tls: failed to find any PEM data in certificate input',
    ]);
    requests = openRequests();
    expect(tls({ 'tls.crt': crt, 'tls.key': 'x' })).toEqual([
      'tls: failed to find any PEM data in key input',
    ]);
  });

  it('has a row', () => {
    const object = created({ stringData: { a: '1', b: '2' } });
    expect(secretKind.row(object, requests.cluster.now)).toEqual(['m', 'Opaque', 2, '0s']);
  });
});

describe('a change of a secret', () => {
  it.each<[object, (draft: SecretObject) => void, string]>([
    [
      {},
      (draft) => {
        draft.type = 'Opaque2';
      },
      'type: Invalid value: "Opaque2": field is immutable',
    ],
    [
      { immutable: true },
      (draft) => {
        draft.stringData = { a: '2' };
      },
      'data: Forbidden: field is immutable when `immutable` is set',
    ],
    [
      { immutable: true },
      (draft) => {
        delete draft.immutable;
      },
      'immutable: Forbidden: field is immutable when `immutable` is set',
    ],
  ])('of %j is refused (%#)', (content, edit, problem) => {
    created({ data: { a: 'MQ==' }, ...content });
    expect(refusal(() => requests.change(secretKind, 'm', edit)).message).toBe(
      `Secret "m" is invalid: ${problem}`,
    );
  });

  it('that is immutable may still get labels', () => {
    created({ data: { a: 'MQ==' }, immutable: true });
    const { metadata } = requests.change(secretKind, 'm', (draft) => {
      draft.metadata.labels = { a: 'b' };
    });
    expect(metadata.labels).toEqual({ a: 'b' });
  });
});
