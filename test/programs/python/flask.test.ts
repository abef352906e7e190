import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const APP = `from flask import Flask, abort, jsonify, redirect, request, url_for
import os

app = Flask(__name__)

@app.route("/")
def index():
    return f"Hello {request.args.get('name', 'World')}!"

@app.route("/users/<int:user_id>")
def user(user_id):
    if user_id == 0:
        abort(404)
    return jsonify(id=user_id, url=url_for("user", user_id=user_id))

@app.route("/items", methods=["POST"])
def items():
    return {"got": request.get_json()["name"]}, 201

@app.route("/old")
def old():
    return redirect("/")

@app.route("/boom")
def boom():
    return 1 / 0

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
`;

function withFlask() {
  const machine = openMachine({ image: 'python:3.12-slim' });
  for (const name of ['click', 'flask', 'werkzeug', 'jinja2', 'markupsafe']) {
    machine.write(`/usr/local/lib/python3.12/site-packages/${name}/__init__.py`, '__version__ = "1"\n');
  }
  machine.write('/app/app.py', APP);
  return machine;
}

test('an app answers, and says what it does', () => {
  const machine = withFlask();
  const server = machine.start(['python', 'app.py'], { cwd: '/app' });
  machine.advance(3);
  expect(server.stdout).toBe(" * Serving Flask app 'app'\n * Debug mode: off\n");
  expect(server.stderr).toContain('WARNING: This is a development server.');
  expect(server.stderr).toContain(
    ' * Running on all addresses (0.0.0.0)\n * Running on http://127.0.0.1:5000\n',
  );
  const first = ask(machine, 5000, '/?name=Ada');
  expect([first.status, first.body, first.headers.get('server')]).toEqual([
    200,
    'Hello Ada!',
    'Werkzeug/3.1.3 Python/3.12.11',
  ]);
  expect(ask(machine, 5000, '/users/7').body).toBe('{"id":7,"url":"/users/7"}\n');
  expect(ask(machine, 5000, '/users/0').status).toBe(404);
  expect(ask(machine, 5000, '/users/x').status).toBe(404);
  const posted = ask(machine, 5000, '/items', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"name": "x"}',
  });
  expect([posted.status, posted.body]).toEqual([201, '{"got":"x"}\n']);
  expect(ask(machine, 5000, '/items').status).toBe(405);
  expect(ask(machine, 5000, '/old').headers.get('location')).toBe('/');
  expect(ask(machine, 5000, '/boom').status).toBe(500);
  expect(server.stderr).toContain('"GET /?name=Ada HTTP/1.1" 200 -\n');
  expect(server.stderr).toContain(
    'ERROR in app: Exception on /boom [GET]\nTraceback (most recent call last):\n',
  );
  expect(server.stderr).toContain(
    '  File "/app/app.py", line 26, in boom\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero\n',
  );
  const again = machine.reload();
  expect(ask(again, 5000, '/').body).toBe('Hello World!');
});

test('flask run finds app.py', () => {
  const machine = withFlask();
  machine.write(
    '/usr/local/bin/flask',
    "#!/usr/local/bin/python\nimport sys\nfrom flask.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n",
    0o755,
  );
  const server = machine.start(['flask', 'run', '--host=0.0.0.0', '-p', '8000'], { cwd: '/app' });
  machine.advance(3);
  expect(ask(machine, 8000, '/').body).toBe('Hello World!');
  expect(server.stdout).toContain(' * Debug mode: off\n');
});

test('http.server serves a folder, and classes of its own', () => {
  const machine = openMachine({ image: 'python:3.12-slim' });
  machine.write('/srv/a.txt', 'text');
  machine.start(['python', '-m', 'http.server', '8000'], { cwd: '/srv' });
  machine.write(
    '/app/s.py',
    'from http.server import BaseHTTPRequestHandler, HTTPServer\nclass H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.send_header("Content-Type", "text/plain")\n        self.end_headers()\n        self.wfile.write(b"path " + self.path.encode())\nHTTPServer(("", 8080), H).serve_forever()\n',
  );
  const own = machine.start(['python', '/app/s.py']);
  machine.advance(2);
  expect(ask(machine, 8000, '/').body).toContain('<li><a href="a.txt">a.txt</a></li>');
  expect(ask(machine, 8000, '/a.txt').body).toBe('text');
  expect(ask(machine, 8080, '/x').body).toBe('path /x');
  expect(own.stderr).toMatch(/^127\.0\.0\.1 - - \[01\/Jan\/2026 00:00:0\d\] "GET \/x HTTP\/1\.1" 200 -\n$/);
});

test('a request writes little of what the server holds', () => {
  const machine = withFlask();
  machine.start(['python', 'app.py'], { cwd: '/app' });
  machine.advance(3);
  for (const path of ['/', '/users/7']) expect(ask(machine, 5000, path).status).toBe(200);
  machine.written();
  for (const path of ['/', '/users/7']) expect(ask(machine, 5000, path).status).toBe(200);
  expect(machine.written().total / 2).toBeLessThan(40_000);
});
