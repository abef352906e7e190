import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from '../harness/student.ts';
import { openPlatform, type Platform, problemOf, type Tenant } from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;

beforeAll(async () => {
  platform = await openPlatform();
  tenant = await platform.newTenant();
});
afterAll(() => platform.stop());

const TARGET = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' };
const CHECKS = [
  { id: 'there', title: 'It is there', points: 1, target: TARGET, condition: { matches: { data: {} } } },
  {
    id: 'blue',
    title: 'It is blue',
    points: 2,
    target: TARGET,
    condition: { cel: "object.data.colour == 'blue'" },
  },
];
const ASSIGNMENT = { title: 'Settings', settleSeconds: 1, checks: CHECKS };

function settings(colour: string): Record<string, string> {
  return {
    'settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: ${colour}\n`,
  };
}

it('says what was reached, what was not and why, and what was applied', async () => {
  const body = { assignment: ASSIGNMENT, submission: settings('red') };
  const report = dataOf(await tenant.client.POST('/v1/grade', { body }));
  expect(report).toMatchObject({
    score: 1,
    maxScore: 3,
    checks: [
      { id: 'there', passed: true, points: 1, maxPoints: 1 },
      { id: 'blue', passed: false, points: 0, maxPoints: 2, message: expect.any(String) },
    ],
    applied: [{ file: 'settings.yaml', document: 0, object: 'configmap/settings', outcome: 'created' }],
    settled: true,
  });
});

it('gives the same request the same report, and leaves no sandbox behind', async () => {
  const body = { assignment: ASSIGNMENT, submission: settings('blue') };
  const [first, second] = [
    await tenant.send('POST', '/v1/grade', { body }),
    await tenant.send('POST', '/v1/grade', { body }),
  ];
  expect(first.status).toBe(200);
  expect(second.text).toBe(first.text);
  expect(dataOf(await tenant.client.GET('/v1/sandboxes')).items).toEqual([]);
});

it('names the field of an assignment that can’t be graded', async () => {
  const check = { ...CHECKS[1], condition: { cel: 'object.data.colour ==' } };
  const body = { assignment: { ...ASSIGNMENT, checks: [CHECKS[0], check] }, submission: {} };
  const refused = await tenant.send('POST', '/v1/grade', { body });
  expect(refused.status).toBe(400);
  expect(problemOf(refused).errors?.[0]?.field).toMatch(/^assignment\.checks\[1\]\.condition/);
});
