import { pipFiles } from '../pip-step.ts';
import { plain } from '../repository.ts';

export const trainingWebapp = plain(
  ['docker.io/training/webapp'],
  {
    userland: 'ubuntu',
    base: 'ubuntu:14.04',
    cmd: ['python', 'app.py'],
    workingDir: '/opt/webapp',
    exposedPorts: ['5000/tcp'],
    executables: { '/usr/bin/python': 'python' },
    files: {
      ...pipFiles('/usr/local/lib/python3.12/dist-packages', 'flask'),
      '/opt/webapp/app.py':
        "import os\n\nfrom flask import Flask\n\napp = Flask(__name__)\n\n@app.route('/')\ndef hello():\n    provider = str(os.environ.get('PROVIDER', 'world'))\n    return 'Hello '+provider+'!'\n\nif __name__ == '__main__':\n    # Bind to PORT if defined, otherwise default to 5000.\n    port = int(os.environ.get('PORT', 5000))\n    app.run(host='0.0.0.0', port=port)\n",
    },
  },
  [['latest', 128.0]],
  'amd64',
);
