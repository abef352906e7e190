import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR_KEY, startNodeAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

/** More than a watcher may be behind, and more bytes than sockets hold. */
const CHANGES = 2200;
const CHANGE_CHARACTERS = 8000;
const WATCHERS = 100;
/** What the watchers may cost together; without a bound it were gigabytes. */
const GROWTH_BYTES_MAX = 300 * 1024 * 1024;

let student: Student;
let stop: () => Promise<void>;

beforeAll(async () => {
  const started = await startNodeAtoll();
  stop = started.stop;
  student = await newStudent(
    { baseUrl: started.atoll.url, apiKey: OPERATOR_KEY, stop },
    { kubernetes: { nodes: 0 } },
  );
});

afterAll(() => stop());

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

/** A watcher that sends its request, takes the first bytes of the answer, and reads no more. */
function fallAsleep(): Promise<Socket> {
  const { hostname, port, pathname } = new URL(`${student.server}${CONFIG_MAPS}`);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname}?watch=true HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', () => {
      socket.pause();
      resolve(socket);
    });
  });
}

/** The last that a watcher gets when it wakes, until the connection is at its end. */
function wakeUp(socket: Socket): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    socket.on('data', (data) => {
      text = (text + data).slice(-3 * CHANGE_CHARACTERS);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.resume();
  });
}

async function change(value: string): Promise<void> {
  const response = await fetch(`${student.server}${CONFIG_MAPS}/watched`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: JSON.stringify({ data: { value } }),
  });
  await response.text();
  expect(response.status).toBe(200);
}

test('watchers that never read are cut off, cost little, and hold nobody up', async () => {
  await (
    await fetch(`${student.server}${CONFIG_MAPS}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"metadata":{"name":"watched"}}',
    })
  ).text();
  const sleepers = await Promise.all(Array.from({ length: WATCHERS }, fallAsleep));
  const reading = await fetch(`${student.server}${CONFIG_MAPS}?watch=true&resourceVersion=0`);
  const read = readValues(reading);
  const before = process.memoryUsage().rss;
  for (let index = 0; index < CHANGES; index++) await change(`${index} ${'x'.repeat(CHANGE_CHARACTERS)}`);
  expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_BYTES_MAX);
  expect(await read).toEqual(Array.from({ length: CHANGES }, (_, index) => index));
  for (const text of await Promise.all(sleepers.map(wakeUp))) {
    // Broken off, not ended: an end would be an empty chunk.
    expect(text.endsWith('0\r\n\r\n')).toBe(false);
    expect(text).not.toContain(`"${CHANGES - 1} x`);
  }
});

/** The numbers of the changes that a reader sees, up to the last. */
async function readValues(response: Response): Promise<number[]> {
  const values: number[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const value = /"value":"(\d+) x/.exec(line)?.[1];
      if (value !== undefined) values.push(Number(value));
    }
    if (values.at(-1) === CHANGES - 1) return values;
  }
  return values;
}
