import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const SERVER = `import http.server, json, threading
class H(http.server.BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def answer(self):
        n = int(self.headers.get('Content-Length') or 0)
        body = json.dumps([self.command, self.path, self.rfile.read(n).decode(), self.headers.get('Cookie')]).encode()
        if self.path == '/old':
            self.send_response(302)
            self.send_header('Location', '/new')
            self.send_header('Set-Cookie', 'k=v; Path=/')
            self.end_headers()
            return
        self.send_response(404 if self.path == '/404' else 200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    do_GET = do_POST = answer
threading.Thread(target=http.server.HTTPServer(('127.0.0.1', 8000), H).serve_forever, daemon=True).start()
U = 'http://127.0.0.1:8000'
`;

function run(source: string): string {
  const machine = openMachine({ image: 'python:3.12-slim' });
  const folder = '/usr/local/lib/python3.12/site-packages';
  for (const name of ['requests', 'dotenv'])
    machine.write(`${folder}/${name}/__init__.py`, '__version__ = "1"\n');
  machine.write('/app/.env', 'A=1\nexport B="two words"\n# no\nC=$' + '{A}y # more\n');
  machine.write('/app/x.py', SERVER + source);
  const { stdout, stderr } = machine.run(['python', 'x.py'], { cwd: '/app' });
  return stdout + stderr;
}

test('requests asks, follows, and says what went wrong', () => {
  const said = run(`import requests
r = requests.get(U + '/x', params={'a': [1, 2]})
print(r, r.json(), r.headers['content-type'])
print(requests.post(U, json={'k': 1}).json(), requests.post(U, data={'k': 'v'}).json())
r = requests.get(U + '/old')
print(r.url, r.history, r.json())
try:
    requests.get(U + '/404').raise_for_status()
except requests.exceptions.HTTPError as e:
    print(e)
try:
    requests.get('http://127.0.0.1:1/a')
except requests.exceptions.ConnectionError as e:
    print(e)
`);
  expect(
    said.replace(/0x[0-9a-f]+/, '0x'),
  ).toBe(`<Response [200]> ['GET', '/x?a=1&a=2', '', None] application/json
['POST', '/', '{"k": 1}', None] ['POST', '/', 'k=v', None]
http://127.0.0.1:8000/new [<Response [302]>] ['GET', '/new', '', 'k=v']
404 Client Error: Not Found for url: http://127.0.0.1:8000/404
HTTPConnectionPool(host='127.0.0.1', port=1): Max retries exceeded with url: /a (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x>: Failed to establish a new connection: [Errno 111] Connection refused'))
`);
});

test('python-dotenv fills the environment', () => {
  const source = 'import dotenv, os\nprint(dotenv.load_dotenv(), [os.environ[n] for n in "ABC"])\n';
  expect(run(source)).toBe("True ['1', 'two words', '1y']\n");
});
