import { pipFiles } from '../pip-step.ts';
import { plain } from '../repository.ts';

export const catnip = plain(
  ['docker.io/prakhar1989/catnip'],
  {
    userland: 'alpine',
    cmd: ['python', '/usr/src/app/app.py'],
    exposedPorts: ['5000/tcp'],
    executables: { '/usr/local/bin/python': 'python' },
    files: {
      ...pipFiles('/usr/local/lib/python3.12/site-packages', 'flask'),
      '/usr/src/app/app.py':
        'from flask import Flask, render_template\nimport os\nimport random\n\napp = Flask(__name__)\n\n@app.route(\'/\')\ndef index():\n    return \'Cat Gif of the day\'\n\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 5000)))\n',
    },
  },
  [['latest', 22.0]],
  'amd64',
);
