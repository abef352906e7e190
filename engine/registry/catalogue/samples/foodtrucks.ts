import { from } from '../bases.ts';
import { add, cmd, dockerfile, expose, run, workdir } from '../build-steps.ts';
import { pipFiles } from '../pip-step.ts';
import { plain } from '../repository.ts';

/** Its data is in Elasticsearch, at the host es: without it, it ends as the original does. */
const app = `import socket
import sys
import time
from flask import Flask

app = Flask(__name__)

def safe_check_index(retry=3):
    while retry > 0:
        try:
            socket.create_connection(('es', 9200)).close()
            return True
        except OSError:
            print("Unable to connect to ES. Retrying in 5 secs...")
            time.sleep(5)
            retry -= 1
    print("Out of retries. Bailing out...")
    sys.exit(1)

@app.route('/')
def index():
    return '<!doctype html><title>SF Food Trucks</title><h1>SF Food Trucks</h1>'

if __name__ == '__main__':
    safe_check_index()
    app.run(host='0.0.0.0', port=5000)
`;

export const foodtrucks = plain(
  ['docker.io/prakhar1989/foodtrucks-web'],
  () =>
    dockerfile(from('ubuntu:18.04'), [
      run('apt-get -yqq update && apt-get -yqq install python3-pip python3-dev curl gnupg', { mb: 150 }),
      add('flask-app', '/opt/flask-app', {
        share: 1,
        files: {
          '/opt/flask-app/app.py': app,
          ...pipFiles('/usr/local/lib/python3.11/dist-packages', 'flask'),
        },
        executables: { '/usr/bin/python3': 'python' },
      }),
      workdir('/opt/flask-app'),
      expose(5000),
      cmd('python3', './app.py'),
    ]),
  [['latest', 180.0]],
  'amd64',
);
