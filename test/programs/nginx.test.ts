import { describe, expect, it, test } from 'vitest';
import { openMachine, type Started, type TestMachine } from '../harness/machine.ts';
import { ask } from './http.ts';

const command = ['nginx', '-g', 'daemon off;'];

function serve(site?: string): { machine: TestMachine; server: Started } {
  const machine = openMachine({ image: 'nginx:1.27.5' });
  if (site !== undefined) machine.write('/etc/nginx/conf.d/default.conf', site);
  const server = machine.start(command);
  machine.advance(1);
  return { machine, server };
}

test('the packaged site: the welcome page, with the headers nginx sends', () => {
  const { machine, server } = serve();
  const answer = ask(machine, 80);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('<h1>Welcome to nginx!</h1>');
  expect([...answer.headers.keys()]).toEqual([
    'server',
    'date',
    'content-type',
    'content-length',
    'last-modified',
    'connection',
    'etag',
    'accept-ranges',
  ]);
  expect(answer.headers.get('server')).toBe('nginx/1.27.5');
  expect(server.stdout).toMatch(/^127\.0\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 615 "-" "-" "-"\n$/);
  expect(server.stderr).toContain('[notice] ');
  expect(server.stderr).toContain(': start worker processes\n');
});

test('a missing file is 404, and the error log says which', () => {
  const { machine, server } = serve();
  const answer = ask(machine, 80, '/nope');
  expect(answer.status).toBe(404);
  expect(answer.body).toContain('<hr><center>nginx/1.27.5</center>');
  expect(server.stderr).toMatch(
    /\[error\] \d+#\d+: \*1 open\(\) "\/usr\/share\/nginx\/html\/nope" failed \(2: No such file or directory\), client: 127\.0\.0\.1, server: localhost, request: "GET \/nope HTTP\/1\.1", host: "localhost"/,
  );
});

test('files that somebody puts in its folder are served at once', () => {
  const { machine } = serve();
  machine.write('/usr/share/nginx/html/a/index.html', 'hello\n');
  expect(ask(machine, 80, '/a/').body).toBe('hello\n');
  expect(ask(machine, 80, '/a').headers.get('location')).toBe('http://localhost/a/');
});

describe('a site of one’s own', () => {
  it.each([
    ['location / { return 200 "hi $request_method\\n"; }', '/', 200, 'hi GET\n'],
    ['location = /x { return 204; }', '/x', 204, ''],
    ['location / { return 301 /y; }', '/', 301, /301 Moved Permanently/],
    ['location ~ ^/u/(\\w+)$ { return 200 "user $1"; }', '/u/ann', 200, 'user ann'],
    ['location /secret { deny all; }', '/secret', 403, /403 Forbidden/],
    ['root /srv; location / { try_files $uri /f.txt; }', '/anything', 200, 'f\n'],
    ['root /srv; location /d/ { autoindex on; }', '/d/', 200, /<a href="one">one<\/a>/],
    ['root /srv; error_page 404 /f.txt;', '/gone', 404, 'f\n'],
    ['root /srv; rewrite ^/old/(.*)$ /$1 last;', '/old/f.txt', 200, 'f\n'],
    ['location /static/ { alias /srv/; }', '/static/f.txt', 200, 'f\n'],
    ['location / { add_header X-Test yes always; return 418; }', '/', 418, /418/],
    ['location / { proxy_pass http://127.0.0.1:9; }', '/', 502, /502 Bad Gateway/],
    ['location / { if ($arg_a = "b") { return 403; } return 200 "no\\n"; }', '/?a=b', 403, /403/],
    ['if ($request_method !~ ^(GET|HEAD)$) { return 405; } root /srv;', '/f.txt', 200, 'f\n'],
    ['root /srv; if (!-e $request_filename) { rewrite ^ /f.txt last; }', '/nope', 200, 'f\n'],
    ['location / { if ($http_host ~* ^(LOCAL)host) { return 200 "$1"; } }', '/', 200, 'local'],
    ['location / { return 200 "$kind"; }', '/x.png?k=1', 200, 'image'],
    ['location / { return 200 "$kind"; }', '/old/a', 200, 'was a'],
    ['location / { return 200 "$kind"; }', '/', 200, 'other /'],
    [
      'location /a { rewrite ^/a(.*)$ /b$1?x=1; } location /b { return 200 "$uri $args"; }',
      '/a/c?y=2',
      200,
      '/b/c x=1&y=2',
    ],
    ['rewrite ^/l$ /l last; location /l { rewrite ^ /l last; }', '/l', 500, /500/],
    ['location / { try_files /x @a; } location @a { try_files /x @a; }', '/', 500, /500/],
    ['location / { try_files /x @gone; }', '/', 500, /500/],
    [
      'location / { if ($uri) { rewrite ^/n$ /m last; } return 200 here; } location /m { return 200 there; }',
      '/n',
      200,
      'there',
    ],
    ['location / { return 200 "$arg_q"; }', '/?Q=a%20b', 200, 'a%20b'],
    [
      'location / { auth_basic "Staff"; auth_basic_user_file users; }',
      '/',
      401,
      /401 Authorization Required/,
    ],
  ])('%s: %s', (inner, path, status, body) => {
    const machine = openMachine({ image: 'nginx:alpine' });
    machine.write(
      '/etc/nginx/conf.d/default.conf',
      `map $uri $kind {
         default "other $uri";
         /x.png image;
         ~^/old/(?P<name>.*)$ "was $name";
       }
       server {\n  listen 8080;\n  ${inner}\n}\n`,
    );
    machine.write('/srv/f.txt', 'f\n');
    machine.write('/srv/d/one', '1');
    machine.start(command);
    machine.advance(1);
    const answer = ask(machine, 8080, path);
    expect(answer.status).toBe(status);
    if (typeof body === 'string') expect(answer.body).toBe(body);
    else expect(answer.body).toMatch(body);
  });

  it('takes the server by name, and passes requests on to upstreams in turn', () => {
    const { machine } = serve(
      `upstream pool { server 127.0.0.1:81; server 127.0.0.1:82; }
       server { listen 80; location / { proxy_pass http://pool; proxy_set_header Host $host; } }
       server { listen 80; server_name other; return 200 other; }
       server { listen 81; return 200 "one $http_host"; }
       server { listen 82; return 200 "two $http_host"; }`,
    );
    const bodies = [1, 2, 3, 4].map(() => ask(machine, 80).body).sort();
    expect(new Set(bodies)).toEqual(new Set(['one localhost', 'two localhost']));
    expect(ask(machine, 80, '/', { headers: { Host: 'other' } }).body).toBe('other');
  });
});

describe('what stands between a request and its answer', () => {
  const { machine, server } = serve(
    `limit_req_zone $binary_remote_addr zone=slow:10m rate=1r/m;
     upstream gone { server 127.0.0.1:9; server 127.0.0.1:81; }
     upstream sticky { ip_hash; server 127.0.0.1:81; server 127.0.0.1:82; }
     server {
       listen 80;
       location /api/ { rewrite ^/api/(.*)$ /$1 break; proxy_pass http://127.0.0.1:81; }
       location /v1/ { proxy_pass http://127.0.0.1:81/; }
       location /gone { proxy_pass http://gone; add_header X-From $upstream_addr always; }
       location /sticky { proxy_pass http://sticky; }
       location /files { limit_req zone=slow burst=1 nodelay; root /srv; }
       location /staff { auth_basic Staff; auth_basic_user_file /etc/nginx/users; root /srv; }
       location /nobody { auth_basic Staff; auth_basic_user_file /etc/nginx/none; }
       location /cached { expires 1h; root /srv; }
     }
     server { listen 81; location / { return 200 "one $request_uri"; } }
     server { listen 82; location / { return 200 "two"; } }`,
  );
  machine.write('/srv/files', 'f');
  machine.write('/srv/cached', 'c');
  machine.write('/srv/staff', 'secret');
  machine.write('/etc/nginx/users', 'bob:{PLAIN}pw\n');
  const as = (user: string) => ({ headers: { Authorization: `Basic ${btoa(user)}` } });

  it('passes on the path that it has rewritten, or the rest of it', () => {
    expect(ask(machine, 80, '/api/users/1?a=b').body).toBe('one /users/1?a=b');
    expect(ask(machine, 80, '/v1/users?a=b').body).toBe('one /users?a=b');
  });

  it('passes over a server that failed, and says where an answer is from', () => {
    const from = [1, 2, 3, 4, 5, 6].map(() => ask(machine, 80, '/gone').headers.get('x-from'));
    expect(from).toContain('127.0.0.1:9, 127.0.0.1:81');
    expect(from.slice(-2)).toEqual(['127.0.0.1:81', '127.0.0.1:81']);
    const sticky = [1, 2, 3].map(() => ask(machine, 80, '/sticky').body);
    expect(new Set(sticky).size).toBe(1);
  });

  it('asks for a password', () => {
    const refused = ask(machine, 80, '/staff');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Staff"']);
    expect(ask(machine, 80, '/staff', as('bob:pw')).body).toBe('secret');
    expect(ask(machine, 80, '/staff', as('bob:no')).status).toBe(401);
    expect(ask(machine, 80, '/nobody', as('bob:pw')).status).toBe(403);
    expect(server.stderr).toContain('user "bob": password mismatch, client: 127.0.0.1');
    expect(server.stdout).toContain('127.0.0.1 - bob [');
  });

  it('limits how many come in a second', () => {
    const statuses = Array.from({ length: 6 }, () => ask(machine, 80, '/files').status);
    expect(statuses.slice(0, 2)).toEqual([200, 200]);
    expect(statuses.at(-1)).toBe(503);
    expect(server.stderr).toMatch(/limiting requests, excess: [12]\.\d{3} by zone "slow", client: /);
  });

  it('says how long an answer may be kept', () => {
    expect(ask(machine, 80, '/cached').headers.get('cache-control')).toBe('max-age=3600');
  });
});

test('names are looked up when the configuration is read, and not again', () => {
  const machine = openMachine({ image: 'nginx' });
  machine.sh('echo 127.0.0.1 app >> /etc/hosts');
  machine.write(
    '/etc/nginx/conf.d/default.conf',
    'server { listen 80; location / { proxy_pass http://app:81; } } server { listen 81; return 200 here; }',
  );
  const server = machine.start(command);
  machine.advance(1);
  machine.sh('sed "s/127.0.0.1 app/127.0.0.9 app/" /etc/hosts > /tmp/h; cat /tmp/h > /etc/hosts');
  expect(ask(machine, 80).body).toBe('here');
  machine.sh('sed /app/d /etc/hosts > /tmp/h; cat /tmp/h > /etc/hosts; nginx -s reload');
  machine.advance(30);
  expect(server.stderr).toContain(': host not found in upstream "app" in /etc/nginx/');
  expect(ask(machine, 80).body).toBe('here');
});

describe('a configuration it refuses', () => {
  it.each([
    [
      'server { listen 80',
      'unexpected end of file, expecting ";" or "}" in /etc/nginx/conf.d/default.conf:1',
    ],
    ['server { lissen 80; }', 'unknown directive "lissen" in /etc/nginx/conf.d/default.conf:1'],
    [
      'server {\n  root;\n}',
      'invalid number of arguments in "root" directive in /etc/nginx/conf.d/default.conf:2',
    ],
    [
      'server { location / { sub_filter a b; } }',
      '"sub_filter" directive is not part of the simulation in /etc/nginx/conf.d/default.conf:1',
    ],
    [
      'server { if ($x ~ a) { proxy_pass http://a; } }',
      '"proxy_pass" directive inside of "if" is not part of the simulation in /etc/nginx/conf.d/default.conf:1',
    ],
    ['server { location / { limit_req zone=one; } }', 'zero size shared memory zone "one"'],
    ['server { if (x) { return 200; } }', 'invalid condition "x" in /etc/nginx/conf.d/default.conf:1'],
    ['listen 80;', '"listen" directive is not allowed here in /etc/nginx/conf.d/default.conf:1'],
    ['server { } }', 'unexpected "}" in /etc/nginx/conf.d/default.conf:1'],
    [
      'server { location / { proxy_pass http://nowhere; } }',
      'host not found in upstream "nowhere" in /etc/nginx/conf.d/default.conf:1',
    ],
  ])('%s', (site, problem) => {
    const machine = openMachine({ image: 'nginx:1.27.5' });
    machine.write('/etc/nginx/conf.d/default.conf', site);
    const ran = machine.run(command);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(`nginx: [emerg] ${problem}\n`);
  });
});

test('nginx -t says whether the configuration is good', () => {
  const machine = openMachine({ image: 'nginx' });
  expect(machine.run(['nginx', '-t'])).toEqual({
    stdout: '',
    stderr:
      'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    code: 0,
  });
  expect(machine.run(['nginx', '-v']).stderr).toBe('nginx version: nginx/1.29.1\n');
});

test('it takes a new configuration with nginx -s reload, and ends with -s quit', () => {
  const { machine, server } = serve();
  machine.write('/etc/nginx/conf.d/default.conf', 'server { listen 80; return 200 new; }');
  expect(machine.run(['nginx', '-s', 'reload']).code).toBe(0);
  machine.advance(1);
  expect(ask(machine, 80).body).toBe('new');
  expect(machine.run(['nginx', '-s', 'quit']).code).toBe(0);
  machine.advance(1);
  expect(server.code).toBe(0);
  expect(server.stderr).toContain('signal 3 (SIGQUIT) received, shutting down');
});

test('it goes on over a restart of the simulation', () => {
  const { machine } = serve();
  expect(ask(machine.reload(), 80).status).toBe(200);
});

it.each(['TERM', 'KILL'])('a worker that is ended by SIG%s is replaced', (signal) => {
  const { machine, server } = serve();
  const worker = /start worker process (\d+)/.exec(server.stderr)?.[1] ?? '';
  machine.sh(`kill -${signal} ${worker}`);
  machine.advance(1);
  expect(server.stderr.match(/start worker process \d+/g)).toHaveLength(3);
  expect(server.stderr.split('\n').at(-2)).toMatch(/start worker process \d+$/);
  expect(ask(machine, 80).status).toBe(200);
});
