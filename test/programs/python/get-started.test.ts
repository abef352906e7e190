import { expect, it } from 'vitest';
import { describeDocker } from '../../harness/docker-cli.ts';

/** The application that Docker's own introduction begins with. */
const FILES = {
  'app.py': `import time

import redis
from flask import Flask

app = Flask(__name__)
cache = redis.Redis(host='redis', port=6379)

def get_hit_count():
    retries = 5
    while True:
        try:
            return cache.incr('hits')
        except redis.exceptions.ConnectionError as exc:
            if retries == 0:
                raise exc
            retries -= 1
            time.sleep(0.5)

@app.route('/')
def hello():
    count = get_hit_count()
    return f'Hello World! I have been seen {count} times.\\n'
`,
  'requirements.txt': 'flask\nredis\n',
  Dockerfile: `# syntax=docker/dockerfile:1
FROM python:3.10-alpine
WORKDIR /code
ENV FLASK_APP=app.py
ENV FLASK_RUN_HOST=0.0.0.0
RUN apk add --no-cache gcc musl-dev linux-headers
COPY requirements.txt requirements.txt
RUN pip install -r requirements.txt
EXPOSE 5000
COPY . .
CMD ["flask", "run", "--debug"]
`,
};

describeDocker('the application of the introduction', (session) => {
  it('is built, counts in redis, and goes on counting after a restart', async () => {
    const { docker } = session;
    for (const [name, text] of Object.entries(FILES)) docker.file(name, text);
    const built = await docker.ok('build -t web .');
    expect(built).toMatch(/Successfully installed .*Flask-.* redis-/);
    expect(built).toContain('Successfully tagged web:latest\n');
    await docker.ok('network create net');
    await docker.ok('run -d --name redis --network net redis:alpine');
    await docker.ok('run -d --name web --network net -p 8000:5000 web');
    const page = async () => {
      for (let tries = 0; tries < 100; tries++) {
        const answer = await fetch(`${door(docker.host)}/docker:8000/`);
        if (answer.status === 200) return answer.text();
        await docker.ok('ps');
      }
      throw new Error(await docker.ok('logs web'));
    };
    expect(await page()).toBe('Hello World! I have been seen 1 times.\n');
    expect(await page()).toBe('Hello World! I have been seen 2 times.\n');
    await docker.ok('restart web');
    expect(await page()).toBe('Hello World! I have been seen 3 times.\n');
    const { stdout, stderr } = await docker.run('logs web');
    expect(stdout).toContain(" * Serving Flask app 'app.py'\n * Debug mode: on\n");
    expect(stderr).toMatch(/ \* Running on http:\/\/127\.0\.0\.1:5000\n/);
    expect(stderr).toMatch(/"GET \/ HTTP\/1\.1" 200 -\n/);
  });
});

/** Who has a daemon's address has the http door, too. */
function door(host: string): string {
  return host.replace(/^tcp:/, 'http:').replace(/\/docker$/, '/http');
}
