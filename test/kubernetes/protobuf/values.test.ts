import { describe, expect, test } from 'vitest';
import { decode } from '../../../engine/kubernetes/apiserver/decode.ts';
import { readProtobufBody } from '../../../engine/kubernetes/protobuf/body.ts';
import { bodyOf, type Fields, message } from './encoding.ts';

const POD = 'io.k8s.api.core.v1.Pod';
const SERVICE = 'io.k8s.api.core.v1.Service';
const CONFIG_MAP = 'io.k8s.api.core.v1.ConfigMap';
const LEASE = 'io.k8s.api.coordination.v1.Lease';
const DEPLOYMENT = 'io.k8s.api.apps.v1.Deployment';
const SCALE = 'io.k8s.api.autoscaling.v1.Scale';
const ACCESS_REVIEW = 'io.k8s.api.authorization.v1.SubjectAccessReview';
const EVICTION = 'io.k8s.api.policy.v1.Eviction';

function read(definition: string, object: Fields | Uint8Array): Record<string, unknown> {
  const [kind = ''] = definition.split('.').slice(-1);
  return readProtobufBody(definition, bodyOf('v1', kind, object));
}

describe('values that JSON writes otherwise', () => {
  test('times are RFC 3339, and absent where they are zero', () => {
    const metadata = (time: Fields): Fields => [[1, [[8, time]]]];
    const at = (time: Fields) => read(CONFIG_MAP, metadata(time)).metadata;
    expect(
      at([
        [1, 1_700_000_000],
        [2, 999_999_999],
      ]),
    ).toEqual({ creationTimestamp: '2023-11-14T22:13:20Z' });
    expect(at([[1, -1]])).toEqual({ creationTimestamp: '1969-12-31T23:59:59Z' });
    expect(decode(CONFIG_MAP, read(CONFIG_MAP, metadata([])), 'Strict').object.metadata).toEqual({});
  });

  test('micro times have six digits', () => {
    const renewed = (seconds: number, nanos: number) =>
      read(LEASE, [
        [
          2,
          [
            [
              4,
              [
                [1, seconds],
                [2, nanos],
              ],
            ],
          ],
        ],
      ]).spec;
    expect(renewed(1_700_000_000, 1_234_567)).toEqual({ renewTime: '2023-11-14T22:13:20.001234Z' });
    expect(renewed(1_700_000_000, -1)).toEqual({ renewTime: '2023-11-14T22:13:19.999999Z' });
  });

  test('a port is a number or a name', () => {
    const port = (target: Fields) => read(SERVICE, [[2, [[1, [[4, target]]]]]]).spec;
    const both: Fields = [
      [2, 8080],
      [3, 'http'],
    ];
    expect(port([[1, 0], ...both])).toEqual({ ports: [{ targetPort: 8080 }] });
    expect(port([[1, 1], ...both])).toEqual({ ports: [{ targetPort: 'http' }] });
  });

  test('bytes are base64', () => {
    const entry: Fields = [
      [1, 'blob'],
      [2, Uint8Array.from([255, 0, 254])],
    ];
    expect(read(CONFIG_MAP, [[3, entry]])).toMatchObject({ binaryData: { blob: '/wD+' } });
  });

  test('quantities are canonical once decoded', () => {
    const limits: Fields = [
      [
        1,
        [
          [1, 'memory'],
          [2, [[1, '1024Mi']]],
        ],
      ],
    ];
    const pod = read(POD, [[2, [[2, [[8, limits]]]]]]);
    expect(decode(POD, pod, 'Strict').object.spec?.containers[0]?.resources).toEqual({
      limits: { memory: '1Gi' },
    });
  });

  test('managed fields are the JSON that they hold', () => {
    const managed: Fields = [
      [1, 'kubectl'],
      [7, [[1, '{"f:data":{}}']]],
    ];
    expect(read(CONFIG_MAP, [[1, [[17, managed]]]]).metadata).toEqual({
      managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:data': {} } }],
    });
  });

  test('numbers keep their sign and their size', () => {
    const spec = (fields: Fields) => read(POD, [[2, fields]]).spec;
    expect(spec([[4, -1]])).toEqual({ terminationGracePeriodSeconds: -1 });
    expect(spec([[4, 2n ** 53n - 1n]])).toEqual({ terminationGracePeriodSeconds: 2 ** 53 - 1 });
    expect(spec([[25, -5]])).toEqual({ priority: -5 });
    expect(spec([[25, 2 ** 32 + 7]])).toEqual({ priority: 7 });
  });

  test('a byte order mark is a part of a text', () => {
    expect(read(CONFIG_MAP, [[1, [[1, '\ufeffa']]]]).metadata).toEqual({ name: '\ufeffa' });
  });
});

describe('what Go writes where nothing was set', () => {
  test('is dropped, but for zeros of pointers', () => {
    const spec: Fields = [
      [1, 0],
      [5, 0],
      [7, 0],
    ];
    const metadata: Fields = [1, 2, 3, 4, 5, 6].map((number) => [number, '']);
    const { object } = decode(
      DEPLOYMENT,
      read(DEPLOYMENT, [
        [1, [...metadata, [7, 0], [8, []]]],
        [2, spec],
        [3, []],
      ]),
      'Strict',
    );
    expect(object.metadata).toEqual({});
    expect(object.spec).toMatchObject({ replicas: 0 });
    expect(object.spec).not.toHaveProperty('minReadySeconds');
    expect(object.spec).not.toHaveProperty('paused');
    expect(object.status).toEqual({});
  });
});

describe('as protobuf has it', () => {
  test('a message in parts is one message, and the last of several scalars counts', () => {
    const object = read(CONFIG_MAP, [
      [
        1,
        [
          [1, 'a'],
          [1, 'b'],
        ],
      ],
      [1, [[3, 'default']]],
    ]);
    expect(object.metadata).toEqual({ name: 'b', namespace: 'default' });
  });

  test('fields that are not known are passed over, of whatever wire type', () => {
    const unknown = Uint8Array.from([
      ...[0xf8, 0x06, 0x96, 0x01],
      ...[0xf9, 0x06, 1, 2, 3, 4, 5, 6, 7, 8],
      ...[0xfd, 0x06, 1, 2, 3, 4],
      ...[0xfb, 0x06, 0x0b, 0x0a, 1, 0x41, 0x0c, 0xfc, 0x06],
    ]);
    const known = message([
      [111, 'text'],
      [1, [[1, 'x']]],
    ]);
    expect(read(CONFIG_MAP, Buffer.concat([unknown, known])).metadata).toEqual({ name: 'x' });
  });

  test('numbers may be packed', () => {
    const groups = (fields: Fields) => read(POD, [[2, [[14, fields]]]]).spec;
    const wanted = { securityContext: { supplementalGroups: [1, 300] } };
    expect(
      groups([
        [4, 1],
        [4, 300],
      ]),
    ).toEqual(wanted);
    expect(groups([[4, Uint8Array.from([1, 0xac, 0x02])]])).toEqual(wanted);
  });

  test('a map has what its entries have, also under names that JavaScript knows', () => {
    const data: Fields = ['__proto__', 'constructor', 'a'].map((key) => [
      2,
      [
        [1, key],
        [2, 'x'],
      ],
    ]);
    const object = read(CONFIG_MAP, [...data, [2, [[1, 'valueless']]]]);
    const decoded = decode(CONFIG_MAP, object, 'Strict').object.data ?? {};
    expect(Object.entries(decoded)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'x'],
      ['a', 'x'],
      ['valueless', ''],
    ]);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });
});

test('a map of lists has a message for each list', () => {
  const extra = (key: string, values: readonly string[]): Fields[number] => [
    5,
    [
      [1, key],
      [2, values.map((value) => [1, value] as const)],
    ],
  ];
  const review = read(ACCESS_REVIEW, [[2, [extra('scopes', ['a', 'b']), extra('none', [])]]]);
  expect(review.spec).toEqual({ extra: { scopes: ['a', 'b'], none: [] } });
});

test('a Scale and an Eviction have their own messages', () => {
  expect(read(SCALE, [[2, [[1, 0]]]])).toMatchObject({ kind: 'Scale', spec: { replicas: 0 } });
  expect(
    read(EVICTION, [
      [1, [[1, 'web']]],
      [2, [[1, 0]]],
    ]),
  ).toMatchObject({
    kind: 'Eviction',
    metadata: { name: 'web' },
    deleteOptions: { gracePeriodSeconds: 0 },
  });
});
