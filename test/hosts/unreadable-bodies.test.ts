import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  const body = '{"metadata":{"name":"victim"}}';
  expect((await ask(student, CONFIG_MAPS, { method: 'POST', body })).status).toBe(201);
});

afterAll(() => atoll.stop());

const UNRECOGNIZED = 'the object provided is unrecognized (must be of type ConfigMap): ';
const NO_TYPE = "couldn't get version/kind; json parse error: ";
const STRUCT = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;

describe('a body', () => {
  it.each([
    ['', `${NO_TYPE}unexpected end of JSON input (<empty>)`],
    ['{"metadata":', `${NO_TYPE}unexpected end of JSON input ({"metadata":)`],
    [
      '{"metadata":{"name":"x"}} and more',
      `${NO_TYPE}invalid character 'a' after top-level value ({"metadata":{"name":"x"}} and  ...)`,
    ],
    ['[]', `${NO_TYPE}json: cannot unmarshal array into Go value of type ${STRUCT} (5b5d)`],
    ['7', `${NO_TYPE}json: cannot unmarshal number into Go value of type ${STRUCT} (37)`],
    [
      '{"kind":7}',
      `${NO_TYPE}json: cannot unmarshal number into Go struct field .kind of type string ({"kind":7})`,
    ],
    ['{"apiVersion":"a/b/c"}', 'unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c"})'],
  ])('%j is refused in the words of a real API server', async (body, why) => {
    for (const [method, path] of [
      ['POST', CONFIG_MAPS],
      ['PUT', `${CONFIG_MAPS}/victim`],
    ] as const) {
      const { status, json } = await ask(student, path, { method, body });
      expect([status, json().reason, json().message]).toEqual([400, 'BadRequest', UNRECOGNIZED + why]);
    }
  });

  it('that is nothing in YAML is an empty object', async () => {
    const headers = { 'Content-Type': 'application/yaml' };
    const { status, json } = await ask(student, CONFIG_MAPS, { method: 'POST', headers, body: '\n' });
    expect([status, json().message]).toEqual([
      422,
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    ]);
  });

  it.each([
    ['application/json; charset=utf-8', 201],
    ['application/yaml', 201],
    ['*/*', 415],
    ['application/cbor', 415],
    ['application/x-www-form-urlencoded', 415],
  ])('of the type %s answers %i', async (type, code) => {
    const init = { method: 'POST', headers: { 'Content-Type': type }, body: '{"metadata":{"name":"x"}}' };
    expect((await ask(student, `${CONFIG_MAPS}?dryRun=All`, init)).status).toBe(code);
  });
});

test.each([
  ['{', `${NO_TYPE}unexpected end of JSON input`],
  ['{"kind":"Pod"}', 'decoded object cannot be converted to DeleteOptions'],
  [
    '{"gracePeriodSeconds":"x"}',
    'json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64',
  ],
])('the options of a deletion, %s, are refused', async (body, message) => {
  const { status, json } = await ask(student, `${CONFIG_MAPS}/victim`, { method: 'DELETE', body });
  expect([status, json().message]).toEqual([400, message]);
});
