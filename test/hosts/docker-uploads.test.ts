import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { tarOf } from '../harness/tar.ts';
import { openWeb, type Web } from '../harness/web.ts';

let atoll: TestAtoll;
let web: Web;

beforeAll(async () => {
  atoll = await startAtoll();
  web = await openWeb(atoll);
});

afterAll(() => atoll.stop());

it('files that take more than one turn get into a container and out of it', async () => {
  const id = await web.run('busybox', [], { Cmd: ['sleep', 'inf'] });
  const files = Array.from({ length: 1500 }, (_, index) => [`many/f${index}`, `${index}\n`]);
  const path = `${web.daemon}/containers/${id}/archive?path=`;
  const body = new Uint8Array(tarOf(Object.fromEntries(files)));
  const put = await fetch(`${path}/tmp`, { method: 'PUT', body });
  expect([put.status, await put.text()]).toEqual([200, '']);
  expect(await web.sh(id, 'ls /tmp/many | wc -l; cat /tmp/many/f1499')).toBe('1500\r\n1499\r\n');
  const got = await (await fetch(`${path}/tmp/many`)).arrayBuffer();
  expect(got.byteLength).toBe(1024 * 1500 + 512 + 1024);
});
