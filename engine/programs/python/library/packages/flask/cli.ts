export const flaskCliSource = String.raw`
import os
import re
import sys
from functools import update_wrapper
import click

class NoAppException(click.UsageError):
    pass

def show_server_banner(debug, name):
    if os.environ.get('WERKZEUG_RUN_MAIN') == 'true':
        return
    if name is not None:
        click.echo(f" * Serving Flask app '{name}'")
    click.echo(f" * Debug mode: {'on' if debug else 'off'}")

def _import(module_name, raise_if_not_found=True):
    import importlib
    try:
        return importlib.import_module(module_name)
    except ImportError as e:
        if getattr(e, 'name', None) != module_name:
            import traceback
            raise NoAppException(f'While importing {module_name!r}, an ImportError was raised:\n\n{traceback.format_exc()}') from None
        if raise_if_not_found:
            raise NoAppException(f'Could not import {module_name!r}.') from None

def find_best_app(module):
    from flask.app import Flask
    for name in ('app', 'application'):
        if isinstance(getattr(module, name, None), Flask):
            return getattr(module, name)
    found = [v for v in module.__dict__.values() if isinstance(v, Flask)]
    if len(found) == 1:
        return found[0]
    name = module.__name__
    if len(found) > 1:
        raise NoAppException(f"Detected multiple Flask applications in module '{name}'. Use '{name}:name' to specify the correct one.")
    for factory in ('create_app', 'make_app'):
        made = getattr(module, factory, None)
        if made is None:
            continue
        try:
            app = made()
        except TypeError as e:
            if f'{factory}()' not in str(e):
                raise
            raise NoAppException(f"Detected factory '{factory}' in module '{name}', but could not call it without arguments. Use '{name}:{factory}(args)' to specify arguments.") from e
        if isinstance(app, Flask):
            return app
    raise NoAppException(f"Failed to find Flask application or factory in module '{name}'. Use '{name}:name' to specify one.")

def find_app_by_string(module, text):
    from flask.app import Flask
    called = re.fullmatch(r'\s*([A-Za-z_]\w*)\s*(\(.*\))?\s*', text, re.S)
    if called is None:
        raise NoAppException(f'Failed to parse {text!r} as an attribute name or function call.')
    name, arguments = called.groups()
    try:
        found = getattr(module, name)
    except AttributeError as e:
        raise NoAppException(f'Failed to find attribute {name!r} in {module.__name__!r}.') from e
    if not isinstance(found, Flask) and callable(found):
        args, kwargs = eval('(lambda *a, **k: (a, k))' + (arguments or '()'))
        found = found(*args, **kwargs)
    if isinstance(found, Flask):
        return found
    raise NoAppException(f"A valid Flask application was not obtained from '{module.__name__}:{text}'.")

def prepare_import(path):
    path = os.path.realpath(path)
    stem, extension = os.path.splitext(path)
    if extension == '.py':
        path = stem
    if os.path.basename(path) == '__init__':
        path = os.path.dirname(path)
    parts = []
    while True:
        path, name = os.path.split(path)
        parts.append(name)
        if not os.path.exists(os.path.join(path, '__init__.py')):
            break
    if sys.path[0] != path:
        sys.path.insert(0, path)
    return '.'.join(parts[::-1])

class ScriptInfo:
    def __init__(self, app_import_path=None, create_app=None, set_debug_flag=True):
        self.app_import_path, self.create_app, self.set_debug_flag = app_import_path, create_app, set_debug_flag
        self.data, self._app = {}, None

    def _locate(self):
        if self.create_app is not None:
            return self.create_app()
        if self.app_import_path:
            path, _, name = re.split(r'(:)(?![\\/])', self.app_import_path, maxsplit=1) if ':' in self.app_import_path else (self.app_import_path, '', None)
            module = _import(prepare_import(path))
            return find_app_by_string(module, name) if name else find_best_app(module)
        for path in ('wsgi.py', 'app.py'):
            module = _import(prepare_import(path), raise_if_not_found=False)
            if module is not None:
                return find_best_app(module)

    def load_app(self):
        if self._app is None:
            app = self._locate()
            if app is None:
                raise NoAppException("Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.")
            if self.set_debug_flag:
                from flask.app import _debug_flag
                app.debug = _debug_flag()
            self._app = app
        return self._app

pass_script_info = click.make_pass_decorator(ScriptInfo, ensure=True)

def with_appcontext(f):
    @click.pass_context
    def decorated(ctx, /, *args, **kwargs):
        app = ctx.ensure_object(ScriptInfo).load_app()
        with app.app_context():
            return ctx.invoke(f, *args, **kwargs)
    return update_wrapper(decorated, f)

class AppGroup(click.Group):
    def command(self, *args, **kwargs):
        wraps = kwargs.pop('with_appcontext', True)
        def decorate(f):
            return super(AppGroup, self).command(*args, **kwargs)(with_appcontext(f) if wraps else f)
        return decorate

    def group(self, *args, **kwargs):
        kwargs.setdefault('cls', AppGroup)
        return super().group(*args, **kwargs)

def _set_app(ctx, param, value):
    if value is not None:
        ctx.ensure_object(ScriptInfo).app_import_path = value
    return value

def _set_debug(ctx, param, value):
    if ctx.get_parameter_source(param.name) in ('DEFAULT', 'DEFAULT_MAP'):
        return None
    os.environ['FLASK_DEBUG'] = '1' if value else '0'
    return value

def _load_env(ctx, param, value):
    if value is not None or os.path.exists('.env') or os.path.exists('.flaskenv'):
        try:
            from dotenv import load_dotenv
        except ImportError:
            if value is not None:
                raise click.BadParameter('python-dotenv must be installed to load an env file.', ctx=ctx, param=param) from None
            click.secho(' * Tip: There are .env files present. Install python-dotenv to use them.', fg='yellow', err=True)
            return None
        for path in (value, '.env', '.flaskenv'):
            if path is not None and os.path.exists(path):
                load_dotenv(path)
    return value

def get_version(ctx, param, value):
    if not value or ctx.resilient_parsing:
        return
    import flask
    import platform
    import werkzeug
    click.echo(f'Python {platform.python_version()}\nFlask {flask.__version__}\nWerkzeug {werkzeug.__version__}', color=ctx.color)
    ctx.exit()

_ENV_HELP = "Load environment variables from this file, taking precedence over those set by '.env' and '.flaskenv'. Variables set directly in the environment take highest precedence. python-dotenv must be installed."
_APP_HELP = "The Flask application or factory function to load, in the form 'module:name'. Module can be a dotted import or file path. Name is not required if it is 'app', 'application', 'create_app', or 'make_app', and can be 'name(args)' to pass arguments."

class FlaskGroup(AppGroup):
    def __init__(self, add_default_commands=True, create_app=None, add_version_option=True, load_dotenv=True, set_debug_flag=True, **extra):
        params = [
            click.Option(['-e', '--env-file'], type=click.Path(exists=True, dir_okay=False), help=_ENV_HELP, is_eager=True, expose_value=False, callback=_load_env),
            click.Option(['-A', '--app'], metavar='IMPORT', help=_APP_HELP, is_eager=True, expose_value=False, callback=_set_app),
            click.Option(['--debug/--no-debug'], help='Set debug mode.', expose_value=False, callback=_set_debug),
        ] + list(extra.pop('params', None) or ())
        if add_version_option:
            params.append(click.Option(['--version'], help='Show the Flask version.', expose_value=False, callback=get_version, is_flag=True, is_eager=True))
        extra.setdefault('context_settings', {}).setdefault('auto_envvar_prefix', 'FLASK')
        super().__init__(params=params, **extra)
        self.create_app, self.set_debug_flag = create_app, set_debug_flag
        if add_default_commands:
            for command in (run_command, shell_command, routes_command):
                self.add_command(command)

    def get_command(self, ctx, name):
        found = super().get_command(ctx, name)
        if found is not None:
            return found
        info = ctx.ensure_object(ScriptInfo)
        try:
            app = info.load_app()
        except NoAppException as e:
            click.secho(f'Error: {e.format_message()}\n', err=True, fg='red')
            return None
        return app.cli.get_command(ctx, name)

    def list_commands(self, ctx):
        names = set(super().list_commands(ctx))
        try:
            names.update(ctx.ensure_object(ScriptInfo).load_app().cli.list_commands(ctx))
        except NoAppException as e:
            click.secho(f'Error: {e.format_message()}\n', err=True, fg='red')
        except Exception:
            import traceback
            click.secho(f'{traceback.format_exc()}\n', err=True, fg='red')
        return sorted(names)

    def make_context(self, info_name, args, parent=None, **extra):
        os.environ['FLASK_RUN_FROM_CLI'] = 'true'
        if 'obj' not in extra and 'obj' not in self.context_settings:
            extra['obj'] = ScriptInfo(create_app=self.create_app, set_debug_flag=self.set_debug_flag)
        return super().make_context(info_name, args, parent=parent, **extra)

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help or len(args) == 1 and args[0] in self.get_help_option_names(ctx):
            _load_env(ctx, None, None)
            if os.environ.get('FLASK_APP'):
                ctx.ensure_object(ScriptInfo).app_import_path = os.environ['FLASK_APP']
        return super().parse_args(ctx, args)
`;
export const flaskCliCommandsSource = String.raw`
@click.command('run', short_help='Run a development server.')
@click.option('--debug/--no-debug', help='Set debug mode.', expose_value=False, callback=_set_debug)
@click.option('--host', '-h', default='127.0.0.1', help='The interface to bind to.')
@click.option('--port', '-p', default=5000, help='The port to bind to.')
@click.option('--cert', type=click.Path(), help='Specify a certificate file to use HTTPS.')
@click.option('--key', type=click.Path(exists=True, dir_okay=False), help='The key file to use when specifying a certificate.')
@click.option('--reload/--no-reload', default=None, help='Enable or disable the reloader. By default the reloader is active if debug is enabled.')
@click.option('--debugger/--no-debugger', default=None, help='Enable or disable the debugger. By default the debugger is active if debug is enabled.')
@click.option('--with-threads/--without-threads', default=True, help='Enable or disable multithreading.')
@click.option('--extra-files', type=click.Path(), help="Extra files that trigger a reload on change. Multiple paths are separated by ':'.")
@click.option('--exclude-patterns', type=click.Path(), help="Files matching these fnmatch patterns will not trigger a reload on change. Multiple patterns are separated by ':'.")
@pass_script_info
def run_command(info, host, port, reload, debugger, with_threads, cert, key, extra_files, exclude_patterns):
    """Run a local development server.

    This server is for development purposes only. It does not provide
    the stability, security, or performance of production WSGI servers.

    The reloader and debugger are enabled by default with the '--debug'
    option.
    """
    from flask.app import _debug_flag
    from werkzeug.serving import run_simple
    if cert is not None:
        raise NotImplementedError('flask run --cert: not part of the simulation')
    app = info.load_app()
    debug = _debug_flag()
    show_server_banner(debug, info.app_import_path or app.import_name)
    run_simple(host, port, app, use_reloader=debug if reload is None else reload, use_debugger=debug if debugger is None else debugger, threaded=with_threads)

@click.command('shell', short_help='Run a shell in the app context.')
@with_appcontext
def shell_command():
    """Run an interactive Python shell in the context of a given
    Flask application.  The application will populate the default
    namespace of this shell according to its configuration.

    This is useful for executing small snippets of management code
    without having to manually configure the application.
    """
    raise NotImplementedError('flask shell: not part of the simulation')

@click.command('routes', short_help='Show the routes for the app.')
@click.option('--sort', '-s', type=click.Choice(('endpoint', 'methods', 'domain', 'rule', 'match')), default='endpoint', help="Method to sort routes by. 'match' is the order that Flask will match routes when dispatching a request.")
@click.option('--all-methods', is_flag=True, help='Show HEAD and OPTIONS methods.')
@with_appcontext
def routes_command(sort, all_methods):
    """Show all registered routes with endpoints and methods."""
    from flask.globals import current_app
    rules = list(current_app.url_map)
    if not rules:
        click.echo('No routes were registered.')
        return
    hidden = set() if all_methods else {'HEAD', 'OPTIONS'}
    rows = [[r.endpoint, ', '.join(sorted(r.methods - hidden)), r.rule] for r in rules]
    column = {'endpoint': 0, 'methods': 1, 'rule': 2}.get(sort)
    if column is not None:
        rows.sort(key=lambda row: row[column])
    headings = ['Endpoint', 'Methods', 'Rule']
    widths = [max(map(len, column)) for column in zip(headings, *rows)]
    for row in [headings, ['-' * w for w in widths]] + rows:
        click.echo('  '.join(x.ljust(w) for x, w in zip(row, widths)))

cli = FlaskGroup(name='flask', help="""A general utility script for Flask applications.

An application to load must be given with the '--app' option,
'FLASK_APP' environment variable, or with a 'wsgi.py' or 'app.py' file
in the current directory.
""")

def main():
    cli.main()
`;
