export const gunicornAppWsgiappSource = String.raw`
import os
import sys
from gunicorn.arbiter import Arbiter
from gunicorn.config import load

def run(prog=None):
    config = load(sys.argv[1:])
    if config.chdir:
        os.chdir(config.chdir)
    sys.path.insert(0, os.getcwd())
    if config.pythonpath:
        for each in config.pythonpath.split(','):
            sys.path.insert(0, os.path.abspath(each))
    for pair in config.env:
        name, _, value = pair.partition('=')
        os.environ[name] = value
    if config.check_config:
        from gunicorn.worker import import_app
        import_app(config.app)
        sys.exit(0)
    if config.daemon:
        raise NotImplementedError('gunicorn --daemon: not part of the simulation')
    if config.worker_class not in ('sync', 'gthread'):
        print(f"\nError: class uri {config.worker_class!r} invalid or not found: \n\n[not part of the simulation: sync and gthread are]", file=sys.stderr)
        sys.exit(1)
    Arbiter(config).run()

main = run
`;
