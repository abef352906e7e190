import { beforeAll, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { runScript } from '../harness/docker-run.ts';

let docker: DockerApi;
beforeAll(async () => {
  docker = openDocker();
  for (const image of ['curlimages/curl', 'nginx', 'python', 'node', 'redis']) {
    await docker.ask('POST', `/images/create?fromImage=${image}&tag=latest`);
  }
});

const HOST_CONFIG = { Binds: ['sockets:/sockets'] };

async function serve(name: string, image: string, script: string): Promise<void> {
  const config = { Image: image, Entrypoint: ['sh', '-c'], Cmd: [script], HostConfig: HOST_CONFIG };
  await docker.ask('POST', `/containers/create?name=${name}`, config);
  await docker.ask('POST', `/containers/${name}/start`);
}

async function client(image: string, script: string): Promise<string> {
  const config = { Entrypoint: ['sh', '-c'], Cmd: [script], User: 'root' };
  return (await runScript(docker, '', { image, config, hostConfig: HOST_CONFIG })).output;
}

it('nginx passes on to gunicorn and to node over sockets in a volume, and answers at one itself', async () => {
  const application = `def app(environ, start):\\n    start("200 OK", [("X", "y")])\\n    return [("python " + environ["HTTP_HOST"] + environ["PATH_INFO"] + repr(environ["REMOTE_ADDR"])).encode()]\\n`;
  await serve(
    'gunicorn',
    'python',
    `pip install -q gunicorn; printf '${application}' > /app.py; cd /; exec gunicorn -b unix:/sockets/python.sock app:app`,
  );
  await serve(
    'node',
    'node',
    `exec node -e 'require("http").createServer((q, r) => r.end("node " + q.url + q.socket.remoteAddress)).listen("/sockets/node.sock", () => require("fs").chmodSync("/sockets/node.sock", 0o766))'`,
  );
  const configuration =
    'upstream both { server unix:/sockets/python.sock; }\\nserver { listen 80; listen unix:/sockets/nginx.sock; location / { proxy_pass http://both; } location /node/ { proxy_pass http://unix:/sockets/node.sock:/inside/; } location /none { proxy_pass http://unix:/sockets/none; } }\\n';
  await serve(
    'nginx',
    'nginx',
    `printf '${configuration}' > /etc/nginx/conf.d/default.conf; exec nginx -g "daemon off;"`,
  );
  const C = 'curl -s --unix-socket /sockets/nginx.sock';
  const script = `until [ -S /sockets/nginx.sock ] && [ -S /sockets/python.sock ]; do sleep 0.1; done; ls -l /sockets | sed 1d | cut -c1-10; ${C} http://x/a; echo; ${C} http://x/node/b; echo; ${C} http://x/none | sed -n 4p; curl -s --unix-socket /sockets/node.sock http://x/c`;
  expect(await client('curlimages/curl', script)).toBe(
    "srw-rw-rw-\nsrwxrw-rw-\nsrwxrwxrwx\npython both/a''\nnode /inside/bundefined\n<center><h1>502 Bad Gateway</h1></center>\r\nnode /cundefined",
  );
  for (const name of ['gunicorn', 'nginx']) await docker.ask('POST', `/containers/${name}/stop`);
  expect(await client('curlimages/curl', 'ls /sockets')).toBe('node.sock\n');
});

it('redis listens at a socket, beside its port or alone', async () => {
  await serve(
    'redis',
    'redis',
    'exec redis-server --port 0 --unixsocket /sockets/redis.sock --unixsocketperm 770',
  );
  const C = 'redis-cli -s /sockets/redis.sock';
  const script = `ls -l /sockets/redis.sock | cut -c1-10; ${C} set a 1; ${C} get a; ${C} client list | tr " " "\\n" | grep addr; redis-cli -s /none ping; redis-cli ping; ${C} shutdown; ls /sockets/redis.sock`;
  expect(await client('redis', script)).toBe(
    "srwxrwx---\nOK\n1\naddr=/sockets/redis.sock:0\nladdr=/sockets/redis.sock:0\nCould not connect to Redis at /none: No such file or directory\nCould not connect to Redis at 127.0.0.1:6379: Connection refused\nls: cannot access '/sockets/redis.sock': No such file or directory\n",
  );
});

it("node's errors and addresses are those of paths", async () => {
  const script = `
    const net = require('net'), fs = require('fs');
    const server = net.createServer((c) => c.pipe(c)).listen('/tmp/a', () => {
      console.log(server.address(), fs.statSync('/tmp/a').isSocket());
      net.createServer().on('error', (e) => console.log(e.message, e.port)).listen({ path: '/tmp/a' });
      const c = net.connect('/tmp/a', () => c.end('echo'));
      c.on('data', (d) => console.log(String(d), c.remoteAddress));
      c.on('close', () => server.close(() => {
        console.log('closed', fs.existsSync('/tmp/a'));
        net.connect({ path: '/tmp/a' }).on('error', (e) => console.log(e.message, e.address, e.port));
      }));
    });`;
  const config = { Entrypoint: ['node', '-e', script], Cmd: [] };
  expect((await runScript(docker, '', { image: 'node', config })).output).toBe(
    '/tmp/a true\nlisten EADDRINUSE: address already in use /tmp/a -1\necho undefined\nclosed false\nconnect ENOENT /tmp/a /tmp/a undefined\n',
  );
});

it("Python's are, too", async () => {
  const script = `
import socket
s = socket.socket(socket.AF_UNIX); s.bind('/tmp/a'); s.listen(1)
c = socket.socket(socket.AF_UNIX); c.connect('/tmp/a'); d, a = s.accept()
print([a, c.getsockname(), c.getpeername(), d.getsockname(), d.getpeername()])
c.sendall(b'hi'); print(d.recv(9)); c.close(); print(d.recv(9)); s.close()
for act in (lambda x: x.bind('/tmp/a'), lambda x: x.connect('/tmp/a'), lambda x: x.connect('/none'), lambda x: x.bind('x' * 108), lambda x: x.bind(('', 80))):
    try:
        act(socket.socket(socket.AF_UNIX))
    except Exception as e:
        print(repr(e))
`;
  const config = { Entrypoint: ['python3', '-c', script], Cmd: [] };
  expect((await runScript(docker, '', { image: 'python', config })).output).toBe(
    "['', '', '/tmp/a', '/tmp/a', '']\nb'hi'\nb''\nOSError(98, 'Address already in use')\nConnectionRefusedError(111, 'Connection refused')\nFileNotFoundError(2, 'No such file or directory')\nOSError('AF_UNIX path too long')\nTypeError(\"a bytes-like object is required, not 'tuple'\")\n",
  );
});

it('abstract names are known in a network namespace, and in no file system', async () => {
  const listening = "import socket as s; a=s.socket(s.AF_UNIX); a.bind('\\0demo'); a.listen()";
  const talking =
    "b=s.socket(s.AF_UNIX); b.connect('\\0demo'); c,_=a.accept(); b.send(b'hi'); print(c.recv(9), a.getsockname())";
  const again = "s.socket(s.AF_UNIX).bind('\\0demo')";
  await serve('named', 'python', `exec python3 -c "${listening}; import time; time.sleep(1000)"`);
  expect(
    await client(
      'python',
      `python3 -c "${listening}; ${talking}; ${again}" 2>&1 | sed '1p;$!d'; ls /sockets | grep -c demo`,
    ),
  ).toBe("b'hi' b'\\x00demo'\nOSError: [Errno 98] Address already in use\n0\n");
  const beside = {
    Entrypoint: ['sh', '-c'],
    Cmd: [
      `grep -o '@.*' /proc/net/unix; node -e "require('net').connect('\\0demo', () => { console.log('met'); process.exit() })"`,
    ],
  };
  const { output } = await runScript(docker, '', {
    image: 'node',
    config: beside,
    hostConfig: { NetworkMode: 'container:named' },
  });
  expect(output).toBe('@demo\nmet\n');
});
