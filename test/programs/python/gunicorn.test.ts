import { expect, test } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const APP = `def app(environ, start_response):
    if environ['PATH_INFO'] == '/boom':
        raise ValueError('boom')
    body = environ['REQUEST_METHOD'].encode() + b' ' + environ['wsgi.input'].read()
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', str(len(body)))])
    return [body]
`;

function withGunicorn(): TestMachine {
  const machine = openMachine({ image: 'python:3.12-slim' });
  machine.write('/usr/local/lib/python3.12/site-packages/gunicorn/__init__.py', '__version__ = "23.0.0"\n');
  machine.write(
    '/usr/local/bin/gunicorn',
    '#!/usr/local/bin/python\nimport sys\nfrom gunicorn.__main__ import main\nsys.exit(main())\n',
    0o755,
  );
  machine.write('/app/app.py', APP);
  return machine;
}

test('workers serve, are replaced, and end in order', () => {
  const machine = withGunicorn();
  const words = ['gunicorn', '-w', '2', '-b', '0.0.0.0:8000', '--access-logfile', '-', 'app:app'];
  const server = machine.start(words, { cwd: '/app' });
  machine.advance(2);
  const lines = () => server.stderr.replace(/^\[[^\]]*\] /gm, '').split('\n');
  const [, , , first] = lines();
  const pid = Number(/pid: (\d+)/.exec(first ?? '')?.[1]);
  expect(lines()).toEqual([
    `[${pid - 1}] [INFO] Starting gunicorn 23.0.0`,
    `[${pid - 1}] [INFO] Listening at: http://0.0.0.0:8000 (${pid - 1})`,
    `[${pid - 1}] [INFO] Using worker: sync`,
    `[${pid}] [INFO] Booting worker with pid: ${pid}`,
    `[${pid + 1}] [INFO] Booting worker with pid: ${pid + 1}`,
    '',
  ]);
  const posted = ask(machine, 8000, '/x', { method: 'POST', body: 'body' });
  expect([posted.status, posted.body, posted.headers.get('server')]).toEqual([200, 'POST body', 'gunicorn']);
  expect(ask(machine, 8000, '/boom').status).toBe(500);
  expect(server.stderr).toContain(
    '[ERROR] Error handling request /boom\nTraceback (most recent call last):\n',
  );
  expect(server.stdout).toMatch(
    /^127\.0\.0\.1 - - \[01\/Jan\/2026:00:00:0\d \+0000\] "POST \/x HTTP\/1\.1" 200 9 "-" "-"\n/,
  );
  machine.run(['python', '-c', `import os; os.kill(${pid}, 9)`]);
  machine.advance(1);
  expect(server.stderr).toContain(`[ERROR] Worker (pid:${pid}) was sent SIGKILL! Perhaps out of memory?\n`);
  const again = machine.reload();
  expect(ask(again, 8000, '/').status).toBe(200);
});

test('SIGTERM ends the workers, then the master', () => {
  const machine = withGunicorn();
  const server = machine.start(['gunicorn', 'app:app'], { cwd: '/app' });
  machine.advance(2);
  server.signal('SIGTERM');
  machine.advance(2);
  expect(server.stderr).toMatch(
    /Handling signal: term\n.*Worker exiting \(pid: \d+\)\n.*Shutting down: Master\n$/,
  );
  expect(server.code).toBe(0);
});

test.each([
  ['nope:app', "ModuleNotFoundError: No module named 'nope'\n", 'Worker failed to boot.', 3],
  ['app:nope', "Failed to find attribute 'nope' in 'app'.\n", 'App failed to load.', 4],
])('gunicorn %s fails to boot', (name, words, reason, code) => {
  const ran = withGunicorn().run(['gunicorn', name], { cwd: '/app' });
  expect(ran.stderr).toContain(words);
  expect(ran.stderr).toMatch(new RegExp(`Shutting down: Master\\n.*Reason: ${reason}\\n$`));
  expect(ran.code).toBe(code);
});
