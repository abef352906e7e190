import { describe, expect, test } from 'vitest';
import { decode } from '../../../engine/kubernetes/apiserver/decode.ts';
import { servedKinds } from '../../../engine/kubernetes/kinds/index.ts';
import { readProtobufBody } from '../../../engine/kubernetes/protobuf/body.ts';
import bodies from './kubectl-bodies.json' with { type: 'json' };

/** What kubectl 1.33 sent for a command, in base64, and what kubectl 1.29 sends for it, which is JSON. */
describe.each(bodies)('kubectl $command', ({ json, protobuf }) => {
  const sent: { kind: string } = JSON.parse(json);
  const definition = servedKinds.find(({ kind }) => kind === sent.kind)?.definition ?? '';
  const read = () => readProtobufBody(definition, Buffer.from(protobuf, 'base64'));

  test('says in protobuf what it says in JSON', () => {
    expect(decode(definition, read(), 'Strict')).toEqual(decode(definition, sent, 'Strict'));
  });

  test('says what it is', () => {
    const { kind, apiVersion } = JSON.parse(json);
    expect(read()).toMatchObject({ kind, apiVersion });
  });
});

const DELETE_OPTIONS = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';

test.each([
  ['drain --disable-eviction --grace-period=7', 'azhzAAoTCgJ2MRINRGVsZXRlT3B0aW9ucxICCAcaACIA', 7],
  ['drain --disable-eviction --grace-period=0', 'azhzAAoTCgJ2MRINRGVsZXRlT3B0aW9ucxICCAAaACIA', 0],
])('kubectl %s deletes with its grace period', (_command, body, gracePeriodSeconds) => {
  expect(readProtobufBody(DELETE_OPTIONS, Buffer.from(body, 'base64'))).toEqual({
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    gracePeriodSeconds,
  });
});
