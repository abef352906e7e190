import { mimeTypes, nginxConfiguration, nginxSite } from '../scripts/nginx.ts';
import { pipFiles } from './pip-step.ts';
import { type ImageConfig, plain, type Repository } from './repository.ts';

/** Images of Docker's own labs and of courses that grew out of them. */

/** A page on nginx. */
function site(page: string, cmd: readonly string[] = ['nginx', '-g', 'daemon off;']): ImageConfig {
  return {
    userland: 'debian',
    cmd,
    exposedPorts: ['80/tcp', '443/tcp'],
    executables: { '/usr/sbin/nginx': 'nginx' },
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    users: ['nginx:x:101:101:nginx user:/nonexistent:/bin/false'],
    folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
    files: {
      '/etc/nginx/nginx.conf': nginxConfiguration,
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/conf.d/default.conf': nginxSite(),
      '/usr/share/nginx/html/index.html': page,
    },
  };
}

/** Puts the author's name into the page, then serves it. */
const staticSite = site(
  '<!doctype html>\n<html>\n<head><title>Docker Hello App</title></head>\n<body>\n<h1>Hello AUTHOR!</h1>\n<p>This is being served from a <b>docker</b><br>container running Nginx.</p>\n</body>\n</html>\n',
  [
    '/bin/sh',
    '-c',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
    'cd /usr/share/nginx/html && sed -i "s/AUTHOR/${AUTHOR:-Docker}/" index.html && exec nginx -g "daemon off;"',
  ],
);

const clock = plain(
  ['docker.io/jpetazzo/clock'],
  {
    userland: 'busybox',
    cmd: ['/bin/sh', '-c', 'while date; do sleep 1; done'],
    steps: [{ line: 'CMD ["/bin/sh" "-c" "while date; do sleep 1; done"]' }],
  },
  [['latest', 2.3]],
);

const trainingWebapp = plain(
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
);

const catnip = plain(
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
);

const helloWhale = plain(
  ['docker.io/ajeetraina/hellowhale', 'docker.io/ajeetraina/nginxdemo'],
  site(
    '<!DOCTYPE html>\n<html>\n<head><title>Hello Whale</title></head>\n<body>\n<h1>Hello from the whale!</h1>\n</body>\n</html>\n',
  ),
  [['latest', 43.0]],
);

const dockercloudHello = plain(
  ['docker.io/dockercloud/hello-world', 'docker.io/tutum/hello-world'],
  {
    userland: 'alpine',
    cmd: ['/run.sh'],
    exposedPorts: ['80/tcp'],
    executables: { '/run.sh': 'rancher-hello-world' },
  },
  [['latest', 7.5]],
);

export const dockerSamples: readonly Repository[] = [
  clock,
  trainingWebapp,
  catnip,
  helloWhale,
  dockercloudHello,
  plain(
    [
      'docker.io/dockersamples/static-site',
      'docker.io/seqvence/static-site',
      'docker.io/prakhar1989/static-site',
    ],
    staticSite,
    [['latest', 72.0]],
  ),
];
