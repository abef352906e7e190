import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, expose, healthcheck, workdir } from '../build-steps.ts';
import { pipInstall } from '../pip-step.ts';
import { python } from '../python.ts';
import { plain } from '../repository.ts';

const app = `import os
import socket
from flask import Flask

app = Flask(__name__)

@app.route('/')
def index():
    return '<title>Docker PaaS</title><h1>Pets as a service</h1><p>Processed by container ID ' + socket.gethostname() + '</p>'

@app.route('/health')
def health():
    return 'OK'

if __name__ == '__main__':
    app.run(host='0.0.0.0', port=5000)
`;

export const dockerPets = plain(
  ['docker.io/chrch/docker-pets', 'docker.io/chrch/web'],
  () =>
    dockerfile(fromImage(python, '3.11-alpine'), [
      pipInstall('3.11', 'flask'),
      copy('. /usr/src/app', '/usr/src/app', { files: { '/usr/src/app/app.py': app } }),
      workdir('/usr/src/app'),
      expose(5000, 7000),
      healthcheck({
        test: ['CMD-SHELL', 'curl -f http://localhost:5000/health || exit 1'],
        intervalMs: 5000,
        timeoutMs: 3000,
      }),
      cmd('python', 'app.py'),
    ]),
  [['latest 1.0 1.1', 48.0]],
  'amd64',
);
