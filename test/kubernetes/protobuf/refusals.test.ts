import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';
import { readProtobufBody } from '../../../engine/kubernetes/protobuf/body.ts';
import { bodyOf, type Fields, message } from './encoding.ts';
import bodies from './kubectl-bodies.json' with { type: 'json' };

const CONFIG_MAP = 'io.k8s.api.core.v1.ConfigMap';
const POD = 'io.k8s.api.core.v1.Pod';

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (value: string) => new TextEncoder().encode(value);
const configMap = (object: Fields | Uint8Array) => bodyOf('v1', 'ConfigMap', object);

/** What a body is refused with, which is always a 400. */
function refusalOf(body: Uint8Array, definition = CONFIG_MAP): string {
  try {
    readProtobufBody(definition, body);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error).toMatchObject({ code: 400, reason: 'BadRequest' });
    return error.message;
  }
  throw new Error('it was not refused');
}

const UNRECOGNIZED = 'the object provided is unrecognized (must be of type ConfigMap): ';
const NO_PREFIX = 'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]';

describe('what is no object in protobuf at all', () => {
  test.each([
    ['nothing', bytes(), 'empty data (<empty>)'],
    ['JSON', text('{"metadata":{"name":"x"}}'), `${NO_PREFIX} ({"metadata":{"name":"x"}})`],
    [
      'long JSON',
      text(`{"metadata":{"name":"${'x'.repeat(99)}"}}`),
      `${NO_PREFIX} ({"metadata":{"name":"xxxxxxxxx ...)`,
    ],
    ['another magic number', bytes(0x6b, 0x38, 0x73, 0x01, 0x0a), `${NO_PREFIX} (6b3873010a)`],
    ['half a magic number', bytes(0x6b, 0x38), `${NO_PREFIX} (6b38)`],
    ['a magic number only', bytes(0x6b, 0x38, 0x73, 0x00), 'empty body (6b387300)'],
    ['a broken envelope', bytes(0x6b, 0x38, 0x73, 0x00, 0x0a, 0x7f), 'unexpected EOF (6b3873000a7f)'],
    ['3 MiB of garbage', new Uint8Array(3 * 1024 * 1024).fill(0xff), `${NO_PREFIX} (${'ff'.repeat(30)} ...)`],
  ])('%s', (_what, body, words) => {
    expect(refusalOf(body)).toBe(UNRECOGNIZED + words);
  });
});

/** A million empty fields. */
const million = (tag: number) => new Uint8Array(2_000_000).map((_, index) => (index % 2 === 0 ? tag : 0));

const HANDLED = 'ConfigMap in version "v1" cannot be handled as a ConfigMap: ';

describe('an object that is broken', () => {
  test.each([
    ['cut off', bytes(0x0a, 0x05, 0x0a), 'unexpected EOF'],
    ['a tag without its end', bytes(0x80), 'unexpected EOF'],
    ['a number without an end', bytes(...Array<number>(11).fill(0xff)), 'proto: integer overflow'],
    ['field 0', bytes(0x02, 0x00), 'proto: ConfigMap: illegal tag 0 (wire type 2)'],
    ['a text for metadata', bytes(0x08, 0x01), 'proto: wrong wireType = 0 for field ObjectMeta'],
    ['a text for a boolean', bytes(0x22, 0x00), 'proto: wrong wireType = 2 for field Immutable'],
    ['a group that ends', bytes(0x0c), 'proto: ConfigMap: wiretype end group for non-group'],
    ['3 million groups', new Uint8Array(3_000_000).fill(0x7b), 'unexpected EOF'],
    ['an unknown wire type', bytes(0x7f), 'proto: illegal wireType 7'],
    ['a length of 2^31', bytes(0x0a, 0x80, 0x80, 0x80, 0x80, 0x08), 'unexpected EOF'],
    [
      'a negative length',
      bytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
      'proto: negative length found during unmarshaling',
    ],
    ['a million data', million(0x12), 'too many items: limit is 20000'],
    ['a million finalizers', message([[1, million(0x72)]]), 'too many items: limit is 20000'],
  ])('%s', (_what, object, words) => {
    expect(refusalOf(configMap(object))).toBe(HANDLED + words);
  });

  test('times that JSON cannot write', () => {
    expect(refusalOf(configMap([[1, [[8, [[1, 10 ** 12]]]]]]))).toBe(
      `${HANDLED}Time.MarshalJSON: year outside of range [0,9999]`,
    );
  });

  test('managed fields that are no JSON', () => {
    const managed: Fields = [[7, [[1, '{']]]];
    const refusal = refusalOf(configMap([[1, [[17, managed]]]]));
    expect(refusal).toBe(`${HANDLED}unexpected end of JSON input`);
  });
});

test('an object of another kind is not read', () => {
  expect(refusalOf(bodyOf('apps/v1', 'Deployment', bytes(0xff)))).toBe(
    'Deployment in version "v1" cannot be handled as a ConfigMap: converting (v1.Deployment) to (core.ConfigMap): unknown conversion',
  );
  expect(refusalOf(bodyOf('nonsense/v9', 'Nonsense', []))).toContain('Nonsense in version "v9"');
});

describe('whatever comes', () => {
  const isReadOrRefused = (body: Uint8Array, definition: string) => {
    try {
      readProtobufBody(definition, body);
    } catch (error) {
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ code: 400 });
    }
  };

  test('random bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (object) => {
        isReadOrRefused(bodyOf('v1', 'Pod', object), POD);
        isReadOrRefused(Buffer.concat([text('k8s\0'), object]), POD);
      }),
      { seed: 1 },
    );
  });

  test('bodies of kubectl with a byte changed, or cut off, are read or refused', () => {
    const pod = Buffer.from(bodies.at(-1)?.protobuf ?? '', 'base64');
    fc.assert(
      fc.property(fc.nat(pod.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(pod);
        changed[at] = byte;
        isReadOrRefused(changed, POD);
        isReadOrRefused(pod.subarray(0, at), POD);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
