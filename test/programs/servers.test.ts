import { describe, expect, it, test } from 'vitest';
import { openMachine } from '../harness/machine.ts';
import { ask, say } from './http.ts';

/** Starts a server of an image and gives it some seconds. */
function serve(
  image: string,
  argv: readonly string[],
  seconds = 1,
  options: { env?: Record<string, string>; cwd?: string } = {},
) {
  const machine = openMachine({ image });
  const server = machine.start(argv, options);
  machine.advance(seconds);
  return { machine, server };
}

test('Apache serves its folder, lists it, and says what it can’t find', () => {
  const { machine, server } = serve('httpd:2.4', ['/usr/local/apache2/bin/httpd', '-D', 'FOREGROUND']);
  expect(ask(machine, 80).body).toBe('<html><body><h1>It works!</h1></body></html>\n');
  expect(ask(machine, 80, '/nope').body).toContain('<p>The requested URL was not found on this server.</p>');
  machine.write('/usr/local/apache2/htdocs/d/x.txt', 'x');
  expect(ask(machine, 80, '/d/').body).toContain('<li><a href="x.txt"> x.txt</a></li>');
  expect(server.stderr).toContain('AH00558: httpd: Could not reliably determine');
  expect(server.stdout).toContain('"GET / HTTP/1.1" 200 45\n');
  server.signal('SIGWINCH');
  machine.advance(1);
  expect(server.code).toBe(0);
});

describe('small servers', () => {
  it.each([
    ['traefik/whoami', ['/whoami'], 80, '/', /^Hostname: c0ffee000000\nIP: 127\.0\.0\.1\n/],
    ['hashicorp/http-echo', ['/http-echo', '-text=hi'], 5678, '/', /^hi\n$/],
    ['stefanprodan/podinfo', ['/home/app/podinfo'], 9898, '/readyz', /"status": "OK"/],
    [
      'registry.k8s.io/e2e-test-images/agnhost:2.40',
      ['/agnhost', 'netexec'],
      8080,
      '/hostname',
      /^c0ffee000000$/,
    ],
    ['kodekloud/webapp-color', ['/opt/app.py'], 8080, '/', /Hello from c0ffee000000!/],
    ['gcr.io/google-samples/hello-app:1.0', ['/hello-app'], 8080, '/', /^Hello, world!\nVersion: 1\.0\.0\n/],
    ['busybox', ['httpd', '-f', '-p', '8080', '-h', '/etc/network'], 8080, '/nope', /404 Not Found/],
    ['python:3.12', ['python3', '-m', 'http.server'], 8000, '/etc/', /<a href="passwd">passwd<\/a>/],
    ['registry:2', ['registry', 'serve', '/etc/docker/registry/config.yml'], 5000, '/v2/', /^\{\}$/],
  ])('%s', (image, argv, port, path, body) => {
    const machine = openMachine({ image, main: argv });
    machine.advance(1);
    expect(ask(machine, port, path).body).toMatch(body);
  });
});

// The start of a TLS handshake: its first line feed is the number of an extension.
const CLIENT_HELLO = '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 random \x20session\x00\x0a\x00\x08';

test.each([
  ['registry:2', ['registry', 'serve', '/etc/docker/registry/config.yml'], 5000],
  ['nginx:1.27', ['nginx', '-g', 'daemon off;'], 80],
  ['python:3.12', ['python3', '-m', 'http.server'], 8000],
])('%s refuses at once who begins with TLS', (image, argv, port) => {
  const { machine } = serve(image, argv);
  expect(say(machine, port, CLIENT_HELLO).text).toMatch(/400/);
});

test('a registry keeps what is pushed to it', () => {
  const { machine } = serve('registry:2', ['registry', 'serve', '/etc/docker/registry/config.yml']);
  const digest = 'sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  const begun = ask(machine, 5000, '/v2/app/blobs/uploads/', { method: 'POST' });
  expect(begun.status).toBe(202);
  const place = (begun.headers.get('location') ?? '').replace(/^http:\/\/[^/]+/, '');
  expect(ask(machine, 5000, place, { method: 'PATCH', body: 'hel' }).headers.get('range')).toBe('0-2');
  expect(ask(machine, 5000, `${place}?digest=${digest}`, { method: 'PUT', body: 'lo' }).status).toBe(201);
  expect(ask(machine, 5000, `/v2/app/blobs/${digest}`).body).toBe('hello');
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const body = JSON.stringify({ schemaVersion: 2, mediaType, config: { digest }, layers: [] });
  const headers = { Accept: mediaType, 'Content-Type': mediaType };
  const put = ask(machine, 5000, '/v2/app/manifests/v1', { method: 'PUT', headers, body });
  expect(put.status).toBe(201);
  expect(ask(machine, 5000, '/v2/app/manifests/v1', { headers }).body).toBe(body);
  expect(ask(machine, 5000, '/v2/app/manifests/v1').body).toContain('OCI manifest found, but accept header');
  expect(ask(machine, 5000, '/v2/app/manifests/v1', { method: 'DELETE' }).status).toBe(405);
  const list = 'application/vnd.docker.distribution.manifest.list.v2+json';
  const known = {
    digest: put.headers.get('docker-content-digest'),
    platform: { os: 'linux', architecture: 'amd64' },
  };
  const index = (...manifests: object[]) => JSON.stringify({ schemaVersion: 2, mediaType: list, manifests });
  const putIndex = (text: string) =>
    ask(machine, 5000, '/v2/app/manifests/all', {
      method: 'PUT',
      headers: { 'Content-Type': list },
      body: text,
    });
  const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
  expect(JSON.parse(putIndex(index(known, { digest: one }, { digest: two })).body).errors).toMatchObject([
    { code: 'MANIFEST_BLOB_UNKNOWN', detail: one },
    { code: 'MANIFEST_BLOB_UNKNOWN', detail: two },
  ]);
  expect(putIndex(index(known)).status).toBe(201);
  expect(ask(machine, 5000, '/v2/app/manifests/all', { headers: { Accept: `x/y, ${list};q=1` } }).body).toBe(
    index(known),
  );
  expect(ask(machine, 5000, '/v2/app/manifests/all').body).toBe(body);
  expect(ask(machine, 5000, '/v2/app/tags/list').body).toBe('{"name":"app","tags":["all","v1"]}');
  expect(ask(machine, 5000, '/v2/_catalog').body).toBe('{"repositories":["app"]}');
  expect(ask(machine, 5000, '/v2/app/manifests/v2').body).toContain('MANIFEST_UNKNOWN');
  expect(ask(machine, 5000, '/v2/..%2f..%2fetc/tags/list').body).toContain('NAME_INVALID');
});

describe('databases', () => {
  const entrypoint = '/usr/local/bin/docker-entrypoint.sh';
  it.each([
    [
      'postgres:16',
      'postgres',
      /^Error: Database is uninitialized and superuser password is not specified\./,
    ],
    [
      'mysql:8.0',
      'mysqld',
      /\[ERROR\] \[Entrypoint\]: Database is uninitialized and password option is not specified/,
    ],
    ['mariadb:10.11', 'mysqld', /You need to specify one of MARIADB_ROOT_PASSWORD/],
  ])('%s refuses to start without a password', (image, command, problem) => {
    const ran = openMachine({ image }).run([entrypoint, command]);
    expect(ran.stderr).toMatch(problem);
    expect(ran.code).toBe(1);
  });

  const path = '/usr/lib/postgresql/16/bin';

  it('postgres initializes itself once, then takes connections', () => {
    const machine = openMachine({ image: 'postgres:16' });
    const env = { POSTGRES_PASSWORD: 'x', PGDATA: '/var/lib/postgresql/data' };
    const first = machine.start([entrypoint, 'postgres'], { env });
    expect(machine.run([`${path}/pg_isready`])).toMatchObject({
      stdout: '/var/run/postgresql:5432 - no response\n',
      code: 2,
    });
    machine.advance(4);
    expect(first.stdout).toContain('PostgreSQL init process complete; ready for start up.\n');
    expect(first.stderr).toContain('database system is ready to accept connections\n');
    expect(machine.run([`${path}/pg_isready`])).toMatchObject({
      stdout: '/var/run/postgresql:5432 - accepting connections\n',
      code: 0,
    });
    first.signal('SIGINT');
    machine.advance(1);
    expect(first.code).toBe(0);
    expect(first.stderr).toContain('received fast shutdown request');
    const second = machine.start([entrypoint, 'postgres'], { env });
    machine.advance(1);
    expect(second.stdout).toContain('Skipping initialization');
  });

  it('mysql takes its time, and mysqladmin says when it is there', () => {
    const { machine, server } = serve('mysql:8.0', [entrypoint, 'mysqld'], 12, {
      env: { MYSQL_ROOT_PASSWORD: 'x', MYSQL_DATABASE: 'd' },
    });
    expect(server.stdout).toContain('Creating database d');
    expect(server.stderr).toContain('ready for connections.');
    expect(machine.run(['mysqladmin', 'ping', '-uroot', '-px']).stdout).toBe('mysqld is alive\n');
  });
});

test('what nobody has modelled says so', () => {
  expect(openMachine({ image: 'python:3.12' }).run(['git', 'status'])).toEqual({
    stdout: '',
    stderr: 'git: this program is not part of the simulation\n',
    code: 126,
  });
});

it.each<[string, readonly string[], string]>([
  ['redis:7.4.4', ['redis-server'], 'redis-server *:6379'],
  ['redis:7.4.4', ['redis-server', '--port', '7000', '--bind', '127.0.0.1'], 'redis-server 127.0.0.1:7000'],
  ['mongo:7.0.21', ['docker-entrypoint.sh', 'mongod'], 'mongod --bind_ip_all'],
  ['mongo:7.0.21', ['docker-entrypoint.sh', '--port', '7000'], 'mongod --port 7000 --bind_ip_all'],
])('%s, %j: ps shows what the server calls itself', (image, argv, title) => {
  const { machine } = serve(image, argv, 3);
  const shown = [...machine.sandbox.machines.kernel.processes.all()].map((each) => each.title);
  expect(shown).toContain(title);
});
