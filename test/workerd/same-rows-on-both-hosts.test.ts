import { expect, test } from 'vitest';
import { OPERATOR_KEY, startAtoll, startNodeAtoll } from '../harness/atoll.ts';
import { BIRTH, live } from '../harness/life.ts';
import { newStudent } from '../harness/student.ts';

test('the same life on Node and on Workers leaves the same rows in every table', async () => {
  const workers = await startAtoll();
  const { atoll, stop } = await startNodeAtoll();
  const node = { baseUrl: atoll.url, apiKey: OPERATOR_KEY, stop };
  const onNode = await live(await newStudent(node, BIRTH));
  const onWorkers = await live(await newStudent(workers, BIRTH));
  expect(onWorkers).toEqual(onNode);
  await stop();
});
