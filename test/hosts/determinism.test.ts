import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { BIRTH, live } from '../harness/life.ts';
import { newStudent } from '../harness/student.ts';

let atoll: TestAtoll;

beforeAll(async () => {
  atoll = await startAtoll();
});

afterAll(() => atoll.stop());

test('the same seed and the same requests make the same rows in every table', async () => {
  const one = await live(await newStudent(atoll, BIRTH));
  const other = await live(await newStudent(atoll, BIRTH));
  expect(other).toEqual(one);
});

test('another seed makes another world', async () => {
  const one = await live(await newStudent(atoll, BIRTH));
  const other = await live(await newStudent(atoll, { ...BIRTH, seed: 'another' }));
  expect(other.at(-1)).not.toBe(one.at(-1));
});

test('a refused request leaves no trace', async () => {
  const student = await newStudent(atoll, BIRTH);
  const before = await student.digest();
  for (const body of [
    '{',
    '{"metadata":{"name":"UPPER"}}',
    '{"metadata":{"generateName":"a-"},"spec":{"containers":[]}}',
  ]) {
    const response = await fetch(`${student.server}/api/v1/namespaces/default/pods`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await response.text();
  }
  expect(await student.digest()).toBe(before);
});
