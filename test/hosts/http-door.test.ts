import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent } from '../harness/student.ts';
import { openWeb, type Web } from '../harness/web.ts';

let atoll: TestAtoll;
let web: Web;
let site: string;

beforeAll(async () => {
  atoll = await startAtoll();
  web = await openWeb(atoll);
  site = await web.run('nginx', ['8080:80']);
  await web.run('traefik/whoami', ['8081:80']);
  await web.run('stefanprodan/podinfo', ['9898:9898']);
});

afterAll(() => atoll.stop());

const problem = (answer: Response) => answer.json() as Promise<{ type: string; detail: string }>;

describe('the http door', () => {
  it('leads to a published port', async () => {
    const answer = await fetch(`${web.door}/docker:8080/`);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Welcome to nginx!')]);
    expect(answer.headers.get('server')).toMatch(/^nginx\//);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect((await fetch(`${web.door}/docker:8080/nope`)).status).toBe(404);
    expect(await (await fetch(`${web.door}/docker:8080`)).text()).toContain('Welcome to nginx!');
  });

  it('carries method, target, headers and body, and nothing of its own', async () => {
    const answer = await fetch(`${web.door}/docker:8081/a%20b/..;/c?d=e&f`, {
      method: 'PUT',
      headers: {
        'X-Mine': 'yes',
        Authorization: 'Basic bWU6cHc=',
        TE: 'trailers',
        'Atoll-Host': 'shop.example',
      },
      body: 'hello',
    });
    const text = await answer.text();
    expect(text).toContain('PUT /a%20b/..;/c?d=e&f HTTP/1.1\nHost: shop.example\n');
    expect(text).toMatch(/^x-mine: yes$/im);
    expect(text).toMatch(/^authorization: Basic bWU6cHc=$/im);
    expect(text).toMatch(/^content-length: 5$/im);
    expect(text).not.toMatch(/^(te|upgrade|transfer-encoding|atoll-host|x-atoll-.*|cf-.*):/im);
    expect(await (await fetch(`${web.door}/docker:8081/`)).text()).toContain('Host: docker:8081\n');
  });

  it('answers HEAD without a body', async () => {
    const answer = await fetch(`${web.door}/docker:8080/`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('carries what is large, both ways', async () => {
    const bytes = 3_000_000;
    await web.sh(site, `head -c ${bytes} /dev/zero > /usr/share/nginx/html/large`);
    // A server hangs up on who reads nothing for a minute of its own time, which a fast clock makes short.
    await web.setRate(1);
    const large = await (await fetch(`${web.door}/docker:8080/large`)).arrayBuffer();
    await web.setRate();
    expect(large.byteLength).toBe(bytes);
    const posted = await fetch(`${web.door}/docker:9898/echo`, {
      method: 'POST',
      body: 'x'.repeat(1_000_000),
    });
    expect(posted.status).toBeLessThan(500);
    const tooLarge = await fetch(`${web.door}/docker:8081/`, {
      method: 'POST',
      body: new Uint8Array(16 * 1024 * 1024 + 1),
    });
    expect([tooLarge.status, (await problem(tooLarge)).type]).toEqual([
      413,
      'urn:atoll:problem:payload-too-large',
    ]);
  });

  it('leaves a server whose visitor has gone to others', async () => {
    const gone = new AbortController();
    const answer = await fetch(`${web.door}/docker:8080/large`, { signal: gone.signal });
    await answer.body?.getReader().read();
    gone.abort();
    expect((await fetch(`${web.door}/docker:8080/`)).status).toBe(200);
  });

  it.each([
    ['docker:8082/', 502, 'connection-failed', 'docker:8082: Connection refused.'],
    ['docker:0/', 404, 'not-found', /has to go on with \{host\}:\{port\}/],
    ['docker:65536/', 404, 'not-found', /has to go on/],
    ['docker:x/', 404, 'not-found', /has to go on/],
    ['docker/', 404, 'not-found', /has to go on/],
    ['', 404, 'not-found', /has to go on/],
    ['nowhere:80/', 404, 'not-found', 'The sandbox has no host nowhere.'],
    ['192.168.49.1:80/', 404, 'not-found', 'The sandbox has no host 192.168.49.1.'],
    ['%64ocker:8080/', 404, 'not-found', /has to go on/],
  ])('says of %j why it leads nowhere', async (path, status, code, detail) => {
    const answer = await fetch(`${web.door}/${path}`);
    const words = detail instanceof RegExp ? expect.stringMatching(detail) : detail;
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect([answer.status, await problem(answer)]).toMatchObject([
      status,
      { type: `urn:atoll:problem:${code}`, detail: words },
    ]);
  });

  it('leads to no port that is published on the host’s loopback only', async () => {
    await web.run('nginx', ['127.0.0.1:8090:80']);
    expect((await fetch(`${web.door}/docker:8090/`)).status).toBe(502);
  });

  it('keeps redirects and cookies behind it, and pages off its own origin', async () => {
    const config = `server { listen 8085;
      location /abs { return 302 http://docker:8085/here; }
      location /rel { return 302 /there?x=1; }
      location /far { return 302 https://example.com/; }
      location / { add_header Set-Cookie "a=b; Domain=example.com; Path=/x; HttpOnly"; return 200 "hi"; } }`;
    const id = await web.run('nginx', ['8085:8085'], {
      Cmd: ['sh', '-c', `echo '${config}' > /etc/nginx/conf.d/my.conf && exec nginx -g 'daemon off;'`],
    });
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const base = `${new URL(web.door).pathname}/docker:8085`;
    const moved = async (path: string) =>
      (await fetch(`${web.door}/docker:8085${path}`, { redirect: 'manual' })).headers.get('location');
    expect(await moved('/abs')).toBe(`${base}/here`);
    expect(await moved('/rel')).toBe(`${base}/there?x=1`);
    expect(await moved('/far')).toBe('https://example.com/');
    const { headers } = await fetch(`${web.door}/docker:8085/`);
    expect(headers.getSetCookie()).toEqual([`a=b; HttpOnly; Path=${base}/x`]);
    expect(headers.get('content-security-policy')).toMatch(/^sandbox /);
  });

  it('says when what answers is no HTTP, or nothing', async () => {
    await web.run('redis', ['6379:6379']);
    const answer = await fetch(`${web.door}/docker:6379/`);
    expect([answer.status, (await problem(answer)).type]).toEqual([502, 'urn:atoll:problem:bad-answer']);
    await web.run('busybox', ['7000:7000'], { Cmd: ['sh', '-c', 'sleep 600000 | nc -l -p 7000'] });
    const silent = await fetch(`${web.door}/docker:7000/`);
    expect([silent.status, (await problem(silent)).detail]).toEqual([
      504,
      'docker:7000 has said nothing for 60 s of the sandbox’s time.',
    ]);
  });
});

describe('the credentials of the http door', () => {
  const key = (url: string) => url.split('/a/')[1]?.split('/')[0] ?? '';

  it('are those of the sandbox, and one of its own is good for nothing else', async () => {
    const student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
    const foreign = student.server.replace('/kubernetes', '/http');
    expect((await fetch(`${foreign}/docker:8080/`)).status).toBe(502);
    const bearer = (id: string, token: string) =>
      fetch(`${atoll.baseUrl}/s/${id}/http/docker:8081/`, { headers: { Authorization: `Bearer ${token}` } });
    const answer = await bearer(web.id, key(web.door));
    expect([answer.status, await answer.text()]).toEqual([200, expect.not.stringMatching(/authorization/i)]);
    expect((await bearer(web.id, key(student.server))).status).toBe(401);
    for (const other of ['docker/_ping', 'kubernetes/version', 'tcp/docker:8080', 'nothing']) {
      expect((await fetch(`${atoll.baseUrl}/a/${key(web.door)}/${other}`)).status).toBe(401);
    }
  });

  it('tell a stranger nothing', async () => {
    const answers = await Promise.all(
      [web.id, `sbx_${'0'.repeat(26)}`].map(async (id) => {
        const answer = await fetch(`${atoll.baseUrl}/s/${id}/http/docker:8080/`);
        const { requestId, ...rest } = Object.assign({ requestId: '' }, await problem(answer));
        return [answer.status, rest];
      }),
    );
    expect(answers[0]).toMatchObject([401, { type: 'urn:atoll:problem:no-credential' }]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('end when they are revoked', async () => {
    const other = await openWeb(atoll);
    expect((await fetch(`${other.door}/docker:80/`)).status).toBe(502);
    await other.client.POST('/v1/sandboxes/{id}/credentials/revoke', { params: { path: { id: other.id } } });
    expect((await fetch(`${other.door}/docker:80/`)).status).toBe(401);
  });
});

describe('a clock that stands still', () => {
  it('goes on as far as an answer needs', async () => {
    const student = await newStudent(atoll, { kubernetes: { nodes: 2 } });
    const create = async (path: string, body: object) => {
      const init = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      };
      expect((await fetch(student.server + path, init)).status).toBe(201);
    };
    const labels = { app: 'web' };
    const containers = [{ name: 'c', image: 'traefik/whoami' }];
    await create('/apis/apps/v1/namespaces/default/deployments', {
      metadata: { name: 'web' },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    });
    await create('/api/v1/namespaces/default/services', {
      metadata: { name: 'web' },
      spec: { type: 'NodePort', selector: labels, ports: [{ port: 80, nodePort: 30_080 }] },
    });
    const door = student.server.replace('/kubernetes', '/http');
    expect((await fetch(`${door}/node-1:30080/`)).status).toBe(502);
    await student.advance(60);
    for (const node of ['node-1', 'node-2']) {
      const answer = await fetch(`${door}/${node}:30080/`);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Hostname: web-')]);
    }
  });
});
