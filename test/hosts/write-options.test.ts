import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  const body = '{"metadata":{"name":"a"}}';
  expect((await ask(student, CONFIG_MAPS, { method: 'POST', body })).status).toBe(201);
});

afterAll(() => atoll.stop());

const WRITES = {
  Create: ['POST', CONFIG_MAPS, 'application/json'],
  Update: ['PUT', `${CONFIG_MAPS}/a`, 'application/json'],
  Patch: ['PATCH', `${CONFIG_MAPS}/a`, 'application/merge-patch+json'],
} as const;

const REFUSED: readonly [string, string][] = [
  ['dryRun=Some', 'dryRun: Unsupported value: []string{"Some"}: supported values: "All"'],
  ['dryRun=All&dryRun=', 'dryRun: Unsupported value: []string{"All", ""}: supported values: "All"'],
  [
    'fieldValidation=strict',
    'fieldValidation: Unsupported value: "strict": supported values: "", "Ignore", "Strict", "Warn"',
  ],
  [`fieldManager=${'a'.repeat(129)}`, 'fieldManager: Too long: may not be more than 128 bytes'],
  [
    'fieldManager=a%07b',
    String.raw`fieldManager: Invalid value: "a\ab": invalid character U+0007 (at position 1)`,
  ],
  [
    'dryRun=x&fieldValidation=y',
    '[dryRun: Unsupported value: []string{"x"}: supported values: "All", fieldValidation: Unsupported value: "y": supported values: "", "Ignore", "Strict", "Warn"]',
  ],
];

test.each(
  Object.entries(WRITES).flatMap(([verb, write]) =>
    REFUSED.map(([query, why]) => ({ verb, write, query, why })),
  ),
)('$verb with $query is refused', async ({ verb, write: [method, path, type], query, why }) => {
  const before = await student.digest();
  const init = { method, headers: { 'Content-Type': type }, body: '{"metadata":{"name":"a"}}' };
  const { status, json } = await ask(student, `${path}?${query}`, init);
  expect([status, json().reason, json().message]).toEqual([
    422,
    'Invalid',
    `${verb}Options.meta.k8s.io "" is invalid: ${why}`,
  ]);
  expect(json().details).toMatchObject({ group: 'meta.k8s.io', kind: `${verb}Options` });
  expect(await student.digest()).toBe(before);
});

test.each([
  [
    'application/merge-patch+json',
    'force=false',
    'force: Forbidden: may not be specified for non-apply patch',
  ],
  ['application/apply-patch+yaml', '', 'fieldManager: Required value: is required for apply patch'],
])('a patch of %s with %j is refused', async (type, query, why) => {
  const init = { method: 'PATCH', headers: { 'Content-Type': type }, body: '{}' };
  const { status, json } = await ask(student, `${CONFIG_MAPS}/a?${query}`, init);
  expect([status, json().message]).toEqual([422, `PatchOptions.meta.k8s.io "" is invalid: ${why}`]);
});

const DELETE_OPTIONS = 'DeleteOptions.meta.k8s.io "" is invalid: ';

test.each([
  ['gracePeriodSeconds=long', 400, 'strconv.ParseInt: parsing "long": invalid syntax'],
  [
    'propagationPolicy=Away',
    422,
    `${DELETE_OPTIONS}propagationPolicy: Unsupported value: "Away": supported values: "Foreground", "Background", "Orphan", "nil"`,
  ],
  [
    'propagationPolicy=Orphan&orphanDependents=true',
    422,
    `${DELETE_OPTIONS}propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set`,
  ],
  [
    'dryRun=Some',
    422,
    `${DELETE_OPTIONS}dryRun: Unsupported value: []string{"Some"}: supported values: "All"`,
  ],
])('a deletion with %s is refused', async (query, code, message) => {
  const { status, json } = await ask(student, `${CONFIG_MAPS}/a?${query}`, { method: 'DELETE' });
  expect([status, json().message]).toEqual([code, message]);
});

test('the options of a deletion are those of its body, where it has one', async () => {
  const body = '{"dryRun":["All"]}';
  const { status } = await ask(student, `${CONFIG_MAPS}/a?dryRun=Some`, { method: 'DELETE', body });
  expect(status).toBe(200);
  expect((await ask(student, `${CONFIG_MAPS}/a`)).status).toBe(200);
});

test('parameters that nobody knows do not matter', async () => {
  expect((await ask(student, `${CONFIG_MAPS}/a?nonsense=1&timeout=32s`)).status).toBe(200);
});

test('a dry run makes no revision', async () => {
  const body = '{"metadata":{"name":"b"}}';
  const made = await ask(student, `${CONFIG_MAPS}?dryRun=All`, { method: 'POST', body });
  expect(made.json().metadata).not.toHaveProperty('resourceVersion');
});

test('the deletion of a service answers with the service, that of a ConfigMap with a Status', async () => {
  const services = '/api/v1/namespaces/default/services';
  const body = '{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}';
  await ask(student, services, { method: 'POST', body });
  expect((await ask(student, `${services}/s`, { method: 'DELETE' })).json().kind).toBe('Service');
  expect((await ask(student, `${CONFIG_MAPS}/a?dryRun=All`, { method: 'DELETE' })).json()).toMatchObject({
    kind: 'Status',
    status: 'Success',
    details: { name: 'a', kind: 'configmaps' },
  });
});
