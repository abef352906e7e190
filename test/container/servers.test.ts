import { describe, expect, test } from 'vitest';
import { get, logText, ports, start } from './start.ts';

describe('a server listens where its image says, once it is up', () => {
  test.each([
    ['nginx:1.27', {}, ['80@160']],
    ['nginx:1.7.9', {}, ['80@100']],
    ['nginxinc/nginx-unprivileged', {}, ['8080@160']],
    ['httpd', {}, ['80@150']],
    ['redis', {}, ['6379@50']],
    ['redis', { args: ['--port', '7000'] }, ['7000@50']],
    ['memcached', {}, ['11211@20']],
    ['mongo', {}, ['27017@1200']],
    ['rabbitmq:3-management', {}, ['5672@8000', '4369@8000', '25672@8000', '15672@8000']],
    ['traefik/whoami', {}, ['80@10']],
    ['traefik/whoami', { args: ['--port', '8080'] }, ['8080@10']],
    ['hashicorp/http-echo', { args: ['-text=hi', '-listen=:8080'] }, ['8080@10']],
    ['stefanprodan/podinfo', {}, ['9898@50']],
    [
      'registry.k8s.io/e2e-test-images/agnhost:2.40',
      { args: ['netexec', '--http-port=80'] },
      ['80@0', '8081@0'],
    ],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', {}, []],
    ['gcr.io/google-samples/hello-app:1.0', {}, ['8080@50']],
    ['gcr.io/google-samples/node-hello:1.0', {}, ['8080@50']],
    ['gcr.io/google-samples/gb-frontend:v5', {}, ['80@300']],
    ['registry.k8s.io/test-webserver', {}, ['80@50']],
    ['registry.k8s.io/serve_hostname', {}, ['9376@0']],
    ['registry:2', {}, ['5000@50']],
    ['tomcat:9.0', {}, ['8080@1500']],
    ['wordpress', {}, ['80@1200']],
    ['php:8.2-apache', {}, ['80@300']],
    ['python:3.12', { command: ['python', '-m', 'http.server', '9000'] }, ['9000@200']],
    ['python:3.12', { command: ['python3', '-m', 'http.server'] }, ['8000@200']],
    ['caddy', {}, ['80@50']],
    ['traefik', {}, ['80@50']],
    ['kodekloud/webapp-color', {}, ['8080@50']],
    ['elasticsearch:8.13.0', {}, ['9200@20000']],
    ['prom/prometheus', {}, ['9090@500']],
  ])('%s %j', (image, options, expected) => {
    const timeline = start(image, options);
    expect(ports(timeline)).toEqual(expected);
    expect(timeline.exit).toBeUndefined();
  });
});

describe('what it answers', () => {
  test.each([
    ['nginx', {}, '/', 200, '<h1>Welcome to nginx!</h1>'],
    ['nginx', {}, '/nope', 404, '<center>nginx/1.29.1</center>'],
    ['nginx', {}, '/../../etc/hostname', 400, '400 Bad Request'],
    ['httpd', {}, '/', 200, 'It works!'],
    ['hashicorp/http-echo', { args: ['-text', 'apple'] }, '/any', 200, 'apple\n'],
    ['traefik/whoami', {}, '/x', 200, 'Hostname: web-0\n'],
    ['gcr.io/google-samples/hello-app:2.0', {}, '/', 200, 'Version: 2.0.0\nHostname: web-0\n'],
    ['luksa/kubia', {}, '/', 200, "You've hit web-0\n"],
    ['stefanprodan/podinfo', {}, '/healthz', 200, '"status": "OK"'],
    ['stefanprodan/podinfo', {}, '/status/503', 503, ''],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', { args: ['netexec'] }, '/hostname', 200, 'web-0'],
    [
      'registry.k8s.io/e2e-test-images/agnhost:2.40',
      { args: ['netexec'] },
      '/echo?msg=hi&code=418',
      418,
      'hi',
    ],
    ['tomcat', {}, '/', 404, 'HTTP Status 404'],
    ['nginxdemos/hello:plain-text', {}, '/', 200, 'Server name: web-0'],
  ])('%s %j: GET %s', (image, options, path, status, body) => {
    const reply = get(start(image, options), path);
    expect(reply?.status).toBe(status);
    expect(reply?.body).toContain(body);
  });

  test('nginx serves what a volume puts in its folder', () => {
    const mounts = {
      directories: ['/usr/share/nginx/html'],
      files: { '/usr/share/nginx/html/index.html': 'mine\n' },
    };
    expect(get(start('nginx', { mounts }), '/')?.body).toBe('mine\n');
    const empty = start('nginx', { mounts: { ...mounts, files: {} } });
    expect(get(empty, '/')?.status).toBe(403);
  });

  test('nginx follows its configuration', () => {
    const configured = (text: string) => ({
      mounts: { directories: ['/etc/nginx/conf.d'], files: { '/etc/nginx/conf.d/default.conf': text } },
    });
    const timeline = start('nginx', configured('server { listen 8080; location /ready { return 204; } }'));
    expect(ports(timeline)).toEqual(['8080@160']);
    expect(get(timeline, '/ready')?.status).toBe(204);
    const broken = start('nginx', configured('server {\n listen 80;\n'));
    expect(broken.exit?.code).toBe(1);
    expect(logText(broken)).toContain(
      'nginx: [emerg] unexpected end of file, expecting "}" in /etc/nginx/conf.d/default.conf:2',
    );
  });

  test('the liveness image is well for ten seconds', () => {
    const timeline = start('registry.k8s.io/e2e-test-images/agnhost:2.40', { args: ['liveness'] });
    expect(get(timeline, '/healthz', 9000)).toEqual({ status: 200, body: 'ok' });
    expect(get(timeline, '/healthz', 12_500)).toEqual({ status: 500, body: 'error: 12.5' });
    expect(timeline.changesAtMs).toEqual([10_001]);
    expect(get(start('registry.k8s.io/liveness', { args: ['/server'] }), '/healthz', 20_000)?.status).toBe(
      500,
    );
  });
});

describe('servers that refuse to run say why', () => {
  test.each([
    ['hashicorp/http-echo', {}, 127, 'Missing -text option OR ENV var TEXT is empty!'],
    [
      'nginx',
      { uid: 1000 },
      1,
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
    ],
    ['nginx', { args: ['foo'] }, 127, '/docker-entrypoint.sh: 47: exec: foo: not found'],
    ['nginx:alpine', { args: ['foo'] }, 127, '/docker-entrypoint.sh: exec: line 47: foo: not found'],
    ['haproxy', {}, 1, 'Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg'],
    ['memcached', { uid: 0 }, 71, "can't run as root without the -u switch"],
    [
      'redis:5.0.4',
      { command: ['redis-server', '/x.conf'], mounts: { directories: [], files: {} } },
      1,
      "Can't open the config file '/x.conf'",
    ],
    ['node', { command: ['node', '/app/server.js'] }, 1, "Error: Cannot find module '/app/server.js'"],
    [
      'python',
      { command: ['python', 'app.py'] },
      2,
      "python: can't open file '/app.py': [Errno 2] No such file or directory",
    ],
    ['openjdk:17', { command: ['java', '-jar', '/app.jar'] }, 1, 'Error: Unable to access jarfile /app.jar'],
    ['registry.k8s.io/e2e-test-images/agnhost:2.40', { args: ['nope'] }, 1, 'unknown command "nope"'],
  ])('%s %j', (image, options, code, text) => {
    const timeline = start(image, options);
    expect(timeline.exit?.code).toBe(code);
    expect(logText(timeline)).toContain(text);
  });

  test('nginx as a daemon ends at once, and takes its workers along', () => {
    expect(start('nginx', { command: ['nginx'] })).toMatchObject({
      exit: { code: 0, reason: 'Completed' },
      listeners: [],
    });
  });

  test('an nginx that passes on to a service that doesn’t exist gives up', () => {
    const site = 'server {\n  listen 80;\n  location / {\n    proxy_pass http://backend:8080;\n  }\n}\n';
    const options = {
      mounts: { directories: ['/etc/nginx/conf.d'], files: { '/etc/nginx/conf.d/default.conf': site } },
      network: {
        resolve: () => [],
        connect: () => 'refused' as const,
        get: () => undefined,
      },
    };
    const timeline = start('nginx', options);
    expect(logText(timeline)).toContain(
      'nginx: [emerg] host not found in upstream "backend" in /etc/nginx/conf.d/default.conf:4',
    );
    expect(timeline.usesNetwork).toBe(true);
  });
});

describe('images whose command needs a terminal end at once without one', () => {
  test.each([
    'busybox',
    'alpine',
    'ubuntu',
    'debian',
    'node',
    'python',
    'golang',
    'php',
    'ruby',
    'perl',
    'centos',
  ])('%s', (image) => {
    expect(start(image).exit).toMatchObject({ code: 0, reason: 'Completed' });
    expect(start(image, { interactive: true }).exit).toBeUndefined();
  });

  test('hello-world says hello and ends', () => {
    const timeline = start('hello-world');
    expect(timeline.exit?.code).toBe(0);
    expect(timeline.log[1]?.text).toBe('Hello from Docker!');
  });
});
