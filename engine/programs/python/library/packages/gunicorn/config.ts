/** The command line of gunicorn, its configuration file and variables. */
export const gunicornConfigSource = String.raw`
import argparse
import os
import shlex
import sys
from gunicorn import __version__

_OPTIONS = [
    ('-c', '--config', 'config', str, './gunicorn.conf.py'),
    ('-b', '--bind', 'bind', None, None),
    (None, '--backlog', 'backlog', int, 2048),
    ('-w', '--workers', 'workers', int, None),
    ('-k', '--worker-class', 'worker_class', str, 'sync'),
    (None, '--threads', 'threads', int, 1),
    (None, '--worker-connections', 'worker_connections', int, 1000),
    (None, '--max-requests', 'max_requests', int, 0),
    (None, '--max-requests-jitter', 'max_requests_jitter', int, 0),
    ('-t', '--timeout', 'timeout', int, 30),
    (None, '--graceful-timeout', 'graceful_timeout', int, 30),
    (None, '--keep-alive', 'keepalive', int, 2),
    (None, '--chdir', 'chdir', str, None),
    ('-p', '--pid', 'pidfile', str, None),
    (None, '--worker-tmp-dir', 'worker_tmp_dir', str, None),
    ('-u', '--user', 'user', str, None),
    ('-g', '--group', 'group', str, None),
    ('-m', '--umask', 'umask', str, None),
    (None, '--access-logfile', 'accesslog', str, None),
    (None, '--access-logformat', 'access_log_format', str, '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"'),
    (None, '--error-logfile', 'errorlog', str, '-'),
    (None, '--log-file', 'errorlog', str, None),
    (None, '--log-level', 'loglevel', str, 'info'),
    ('-n', '--name', 'proc_name', str, None),
    (None, '--pythonpath', 'pythonpath', str, None),
    (None, '--forwarded-allow-ips', 'forwarded_allow_ips', str, '127.0.0.1'),
]
_FLAGS = [(None, '--reload', 'reload'), (None, '--preload', 'preload_app'), ('-D', '--daemon', 'daemon'), (None, '--capture-output', 'capture_output'), (None, '--check-config', 'check_config'), (None, '--print-config', 'print_config'), ('-R', '--enable-stdio-inheritance', 'enable_stdio_inheritance')]

class Config:
    def __init__(self):
        for _, _, dest, _, default in _OPTIONS:
            if not hasattr(self, dest) or default is not None:
                setattr(self, dest, default)
        for _, _, dest in _FLAGS:
            setattr(self, dest, False)
        self.env = []
        self.hooks = {}

def _parser():
    parser = argparse.ArgumentParser(prog='gunicorn', usage='gunicorn [OPTIONS] [APP_MODULE]')
    parser.add_argument('-v', '--version', action='version', version=f'gunicorn (version {__version__})', help="show program's version number and exit")
    for short, long, dest, kind, default in _OPTIONS:
        names = [n for n in (short, long) if n]
        if dest == 'bind':
            parser.add_argument(*names, dest=dest, action='append', default=None, metavar='ADDRESS')
        else:
            parser.add_argument(*names, dest=dest, type=kind, default=None)
    for short, long, dest in _FLAGS:
        parser.add_argument(*[n for n in (short, long) if n], dest=dest, action='store_true', default=None)
    parser.add_argument('-e', '--env', dest='env', action='append', default=None)
    parser.add_argument('args', nargs='*', help=argparse.SUPPRESS)
    return parser

def _take(config, found):
    for name, value in vars(found).items():
        if value is not None and name != 'args':
            setattr(config, name, value)

def load(argv):
    """The configuration, from what is weakest to what is strongest: variables, the file, GUNICORN_CMD_ARGS, the command line."""
    parser, config = _parser(), Config()
    asked = parser.parse_args(argv)
    given = parser.parse_args(shlex.split(os.environ.get('GUNICORN_CMD_ARGS', '')))
    if os.environ.get('WEB_CONCURRENCY'):
        config.workers = int(os.environ['WEB_CONCURRENCY'])
    path = asked.config or given.config or config.config
    path = path.removeprefix('file:')
    file_app = None
    if os.path.exists(path):
        names = {'__name__': '__config__', '__file__': path}
        with open(path) as f:
            exec(compile(f.read(), path, 'exec'), names)
        for name, value in names.items():
            if name.startswith('__'):
                continue
            if callable(value):
                config.hooks[name] = value
            elif name == 'wsgi_app':
                file_app = value
            elif hasattr(config, name):
                setattr(config, name, value)
    elif asked.config or given.config:
        print(f'Error: {asked.config or given.config!r} doesn\'t exist', file=sys.stderr)
        sys.exit(1)
    _take(config, given)
    _take(config, asked)
    if config.workers is None:
        config.workers = 1
    words = asked.args or given.args
    if not words and file_app is None:
        parser.error('No application module specified.')
    config.app = words[0] if words else file_app
    binds = config.bind
    if binds is None:
        binds = [f"0.0.0.0:{os.environ['PORT']}"] if os.environ.get('PORT') else ['127.0.0.1:8000']
    config.binds = [binds] if isinstance(binds, str) else list(binds)
    if config.worker_class == 'sync' and config.threads > 1:
        config.worker_class = 'gthread'
    return config
`;
