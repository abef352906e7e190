import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, expose, workdir } from '../build-steps.ts';
import { pipInstall } from '../pip-step.ts';
import { python } from '../python.ts';
import { plain } from '../repository.ts';

const app = `from flask import Flask

app = Flask(__name__)

@app.route('/')
def hello_world():
    return 'Hello, World!'

if __name__ == '__main__':
    app.run(host='0.0.0.0', port=5000)
`;

export const flaskHelloworld = plain(
  ['docker.io/digitalocean/flask-helloworld'],
  () =>
    dockerfile(fromImage(python, '3.9-alpine'), [
      pipInstall('3.9', 'flask'),
      copy('. /app', '/app', { files: { '/app/app.py': app } }),
      workdir('/app'),
      expose(5000),
      cmd('python', 'app.py'),
    ]),
  [['latest', 60.0]],
  'amd64',
);
