export const flaskCliSource = String.raw`
import os
import sys

def show_server_banner(debug, name):
    if os.environ.get('WERKZEUG_RUN_MAIN') == 'true':
        return
    if name is not None:
        print(f" * Serving Flask app '{name}'", flush=True)
    print(f" * Debug mode: {'on' if debug else 'off'}", flush=True)

_USAGE = 'Usage: flask [OPTIONS] COMMAND [ARGS]...\n'

def _fail(message, usage=_USAGE, hint="Try 'flask --help' for help."):
    print(f'{usage}{hint}\n\nError: {message}', file=sys.stderr)
    sys.exit(2)

def _locate(name):
    import importlib
    sys.path.insert(0, os.getcwd())
    shown = name
    if name is None:
        for each in ('wsgi', 'app'):
            if os.path.exists(each + '.py'):
                name = each + '.py'
                break
        else:
            print("Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.", file=sys.stderr)
            sys.exit(2)
    path, _, attribute = name.partition(':')
    folder, file = os.path.split(path)
    if folder:
        sys.path.insert(0, os.path.abspath(folder))
    module_name = file[:-3] if file.endswith('.py') else file.replace('/', '.')
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as e:
        if e.name != module_name:
            import traceback
            print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: While importing {module_name!r}, an ImportError was raised:\n\n{traceback.format_exc()}", file=sys.stderr)
            sys.exit(2)
        print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Could not import {module_name!r}.", file=sys.stderr)
        sys.exit(2)
    from flask.app import Flask
    if attribute:
        call = attribute.endswith(')')
        found = getattr(module, attribute.partition('(')[0], None)
        if found is None:
            print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Failed to find attribute {attribute!r} in {module_name!r}.", file=sys.stderr)
            sys.exit(2)
        return found() if call or not isinstance(found, Flask) else found, shown
    for each in ('app', 'application'):
        found = getattr(module, each, None)
        if isinstance(found, Flask):
            return found, shown
    apps = [v for v in module.__dict__.values() if isinstance(v, Flask)]
    if len(apps) == 1:
        return apps[0], shown
    for each in ('create_app', 'make_app'):
        found = getattr(module, each, None)
        if found is not None:
            return found(), shown
    print(f"Usage: flask run [OPTIONS]\nTry 'flask run --help' for help.\n\nError: Failed to find Flask application or factory in module '{module_name}'. Use '{module_name}:name' to specify one.", file=sys.stderr)
    sys.exit(2)

def _options(words, known):
    values, rest = {}, []
    words = list(words)
    while words:
        word = words.pop(0)
        name, eq, value = word.partition('=')
        if name in known:
            key, takes = known[name]
            if not takes:
                values[key] = name not in ('--no-debug', '--no-reload', '--no-debugger', '--without-threads')
            elif eq:
                values[key] = value
            elif words:
                values[key] = words.pop(0)
            else:
                _fail(f"Option '{name}' requires an argument.")
        elif word.startswith('-'):
            _fail(f"No such option: {word}")
        else:
            rest.append(word)
            rest += words
            break
    return values, rest

_GLOBAL = {'--app': ('app', True), '-A': ('app', True), '--debug': ('debug', False), '--no-debug': ('debug', False), '-e': ('env', True), '--env-file': ('env', True), '--version': ('version', False), '--help': ('help', False)}
_RUN = {'--host': ('host', True), '-h': ('host', True), '--port': ('port', True), '-p': ('port', True), '--reload': ('reload', False), '--no-reload': ('reload', False), '--debugger': ('debugger', False), '--no-debugger': ('debugger', False), '--debug': ('debug', False), '--no-debug': ('debug', False), '--with-threads': ('threads', False), '--without-threads': ('threads', False), '--help': ('help', False)}

def main(words=None):
    options, rest = _options(sys.argv[1:] if words is None else words, _GLOBAL)
    if options.get('version'):
        from werkzeug import __version__ as w
        print(f'Python {sys.version.split()[0]}\nFlask 3.1.1\nWerkzeug {w}')
        return 0
    if not rest or options.get('help'):
        print('Usage: flask [OPTIONS] COMMAND [ARGS]...\n\n  A general utility script for Flask applications.\n\nCommands:\n  routes  Show the routes for the app.\n  run     Run a development server.\n  shell   Run a shell in the app context.')
        return 0
    name = options.get('app') or os.environ.get('FLASK_APP')
    command, rest = rest[0], rest[1:]
    if command == 'routes':
        os.environ['FLASK_RUN_FROM_CLI'] = 'true'
        app, _ = _locate(name)
        rows = [(r.endpoint, ', '.join(sorted(r.methods - {'HEAD', 'OPTIONS'})), r.rule) for r in sorted(app.url_map, key=lambda r: r.endpoint)]
        widths = [max(len(h), *(len(r[n]) for r in rows)) for n, h in enumerate(('Endpoint', 'Methods', 'Rule'))]
        for row in [('Endpoint', 'Methods', 'Rule'), tuple('-' * w for w in widths)] + rows:
            print('  '.join(x.ljust(w) for x, w in zip(row, widths)).rstrip())
        return 0
    if command != 'run':
        _fail(f"No such command '{command}'.")
    run, extra = _options(rest, _RUN)
    debug = run.get('debug', options.get('debug'))
    if debug is not None:
        os.environ['FLASK_DEBUG'] = '1' if debug else '0'
    os.environ['FLASK_RUN_FROM_CLI'] = 'true'
    app, name = _locate(name)
    from flask.app import _debug_flag
    debug = _debug_flag()
    port = run.get('port') or os.environ.get('FLASK_RUN_PORT') or 5000
    host = run.get('host') or os.environ.get('FLASK_RUN_HOST') or '127.0.0.1'
    show_server_banner(debug, name)
    from werkzeug.serving import run_simple
    run_simple(host, int(port), app, use_reloader=run.get('reload', debug), use_debugger=run.get('debugger', debug), threaded=True)
    return 0
`;
