import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { openWeb, type Web } from '../harness/web.ts';

let atoll: TestAtoll;
let web: Web;

beforeAll(async () => {
  atoll = await startAtoll();
  web = await openWeb(atoll);
});

afterAll(() => atoll.stop());

it('a program in a container starts, follows and stops another over the socket of its daemon', async () => {
  const Binds = ['/var/run/docker.sock:/var/run/docker.sock'];
  const more = { Entrypoint: ['sleep', 'inf'], User: 'root', HostConfig: { Binds } };
  const id = await web.run('curlimages/curl', [], more);
  const curl = 'curl -s --unix-socket /var/run/docker.sock';
  const body =
    '{"Image":"curlimages/curl","Entrypoint":["sh","-c","echo one; sleep 1; echo two"],"Tty":true}';
  const script = [
    `${curl} -o /dev/null -H Content-Type:application/json -d '${body}' 'http://x/containers/create?name=made'`,
    `${curl} -X POST http://x/containers/made/start`,
    `${curl} -N 'http://x/containers/made/logs?follow=1&stdout=1'`,
    `${curl} 'http://x/containers/made/stats?stream=0' | cut -c1-5`,
    `${curl} -X POST http://x/containers/made/wait`,
    `${curl} -w '%{http_code}' -X DELETE http://x/containers/made`,
  ];
  expect(await web.sh(id, script.join('; '))).toBe('one\r\r\ntwo\r\r\n{"id"\r\n{"StatusCode":0}\r\n204');
});
