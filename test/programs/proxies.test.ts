import { describe, expect, it } from 'vitest';
import { openMachine, type TestMachine } from '../harness/machine.ts';
import { ask } from './http.ts';

/** A container of that image, with files, whose server has had a moment. */
function serve(
  image: string,
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  behind: readonly (readonly string[])[] = [],
): { machine: TestMachine; printed: () => string } {
  const machine = openMachine({ image });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  for (const other of behind) machine.start(other);
  const started = machine.start(argv);
  machine.advance(2);
  return { machine, printed: () => started.stderr + started.stdout };
}

const page = (port: number) => [
  'sh',
  '-c',
  `mkdir -p /w${port} && echo ${port} > /w${port}/index.html && busybox httpd -f -p ${port} -h /w${port}`,
];

describe('Caddy', () => {
  const caddyfile = (text: string) =>
    serve(
      'caddy:2',
      ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
      {
        '/etc/caddy/Caddyfile': text,
        '/site/index.html': 'home\n',
        '/site/a.txt': 'a\n',
      },
      [page(8001), page(8002)],
    );

  it('serves files, and says nothing of those that aren’t there', () => {
    const { machine } = caddyfile(':80 {\n\troot * /site\n\tfile_server\n}\n');
    expect(ask(machine, 80).body).toBe('home\n');
    expect(ask(machine, 80, '/a.txt').headers.get('server')).toBe('Caddy');
    expect(ask(machine, 80, '/nope')).toMatchObject({ status: 404, body: '' });
  });

  it('without braces, the first line is the address', () => {
    const { machine } = caddyfile(':8080\n\nrespond /hi "Hello {path}"\nrespond 404\n');
    expect(ask(machine, 8080, '/hi').body).toBe('Hello /hi');
    expect(ask(machine, 8080, '/').status).toBe(404);
  });

  it('passes requests on in turn, strips prefixes, redirects and rewrites', () => {
    const { machine } = caddyfile(
      ':80 {\n\thandle_path /api/* {\n\t\treverse_proxy localhost:8001 localhost:8002\n\t}\n\tredir /old /new permanent\n\thandle {\n\t\troot * /site\n\t\ttry_files {path} /index.html\n\t\tfile_server\n\t}\n}\n',
    );
    const bodies = [1, 2].map(() => ask(machine, 80, '/api/').body);
    expect([...bodies].sort()).toEqual(['8001\n', '8002\n']);
    expect(ask(machine, 80, '/old')).toMatchObject({ status: 301 });
    expect(ask(machine, 80, '/some/page').body).toBe('home\n');
  });

  it.each([
    [':80 {\n\tnonsense\n}\n', 'Caddyfile:2: unrecognized directive: nonsense'],
    [
      ':80 {\n\tphp_fastcgi x:9000\n}\n',
      "Caddyfile:2: directive 'php_fastcgi' is not part of the simulation",
    ],
    [':80 {\n\tfile_server\n', 'unexpected EOF'],
  ])('%j is refused', (text, words) => {
    expect(caddyfile(text).printed()).toContain(words);
  });
});

describe('HAProxy', () => {
  const configured = (text: string) =>
    serve('haproxy:3.2-alpine', ['haproxy', '-f', '/h.cfg'], { '/h.cfg': text }, [page(8001), page(8002)]);
  const two =
    'backend two\n  balance roundrobin\n  server a 127.0.0.1:8001 check\n  server b 127.0.0.1:8002 check\n';

  it('takes servers in turn, and goes on where one is gone', () => {
    const { machine } = configured(
      `defaults\n  mode http\nfrontend f\n  bind *:8080\n  default_backend two\n${two}`,
    );
    expect([1, 2, 3].map(() => ask(machine, 8080).body)).toEqual(['8001\n', '8002\n', '8001\n']);
    const { machine: half } = configured(
      'frontend f\n  bind :8080\n  default_backend b\nbackend b\n  server gone 127.0.0.1:9999\n',
    );
    expect(ask(half, 8080)).toMatchObject({ status: 503 });
    expect(ask(half, 8080).body).toContain('No server is available to handle this request.');
  });

  it('chooses by conditions, and redirects', () => {
    const { machine } = configured(
      'frontend f\n  bind :8080\n  acl api path_beg /api\n  http-request redirect location /new code 301 if { path /older } || old\n  acl old path /old\n  use_backend b if api\n  default_backend a\nbackend a\n  server x 127.0.0.1:8001\nbackend b\n  http-request set-path /\n  server x 127.0.0.1:8002\n',
    );
    expect(ask(machine, 8080).body).toBe('8001\n');
    expect(ask(machine, 8080, '/api').body).toBe('8002\n');
    expect(ask(machine, 8080, '/old')).toMatchObject({ status: 301 });
  });

  it.each([
    ['frontend f\n  bind :80\n  nonsense\n', "unknown keyword 'nonsense' in 'frontend' section"],
    ['frontend f\n  mode tcp\n', 'mode tcp is not part of the simulation'],
    ['frontend f\n  bind :80\n  default_backend none\n', "unable to find required default_backend: 'none'"],
  ])('%j is refused', (text, words) => {
    expect(configured(text).printed()).toContain(words);
  });

  it('without its file it says so', () => {
    const { printed } = serve('haproxy:3.2', ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'], {});
    expect(printed()).toContain(
      'Cannot open configuration file/directory /usr/local/etc/haproxy/haproxy.cfg',
    );
  });
});

describe('Traefik', () => {
  const dynamic =
    'http:\n  routers:\n    api:\n      rule: "Host(`shop.example`) && PathPrefix(`/api`)"\n      service: api\n      middlewares: [strip]\n    web:\n      rule: PathPrefix(`/`) && !Path(`/no`)\n      service: web\n  middlewares:\n    strip:\n      stripPrefix:\n        prefixes: [/api]\n  services:\n    api:\n      loadBalancer:\n        servers: [{url: "http://127.0.0.1:8001"}]\n    web:\n      loadBalancer:\n        servers: [{url: "http://127.0.0.1:8002/"}]\n';
  const flags = [
    'traefik',
    '--entrypoints.web.address=:80',
    '--providers.file.filename=/d.yml',
    '--api.insecure=true',
    '--ping',
  ];

  it('routes by the rules of its file', () => {
    const { machine } = serve('traefik:v3.4', flags, { '/d.yml': dynamic }, [page(8001), page(8002)]);
    expect(ask(machine, 80, '/api/', { headers: { Host: 'shop.example' } }).body).toBe('8001\n');
    expect(ask(machine, 80, '/').body).toBe('8002\n');
    expect(ask(machine, 80, '/no')).toMatchObject({ status: 404, body: '404 page not found\n' });
    expect(ask(machine, 8080, '/ping').body).toBe('OK');
    expect(ask(machine, 8080, '/dashboard/').body).toContain('Traefik');
  });

  it('says that it finds no Docker', () => {
    const { printed } = serve('traefik:v3.4', ['traefik', '--providers.docker=true'], {});
    expect(printed()).toContain('Cannot connect to the Docker daemon at unix:///var/run/docker.sock.');
  });
});
