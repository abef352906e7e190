export const clickGlobalsSource = String.raw`
_stack = []

def get_current_context(silent=False):
    if _stack:
        return _stack[-1]
    if silent:
        return None
    raise RuntimeError('There is no active click context.')

def push_context(ctx):
    _stack.append(ctx)

def pop_context():
    _stack.pop()
`;
export const clickDecoratorsSource = String.raw`
import inspect
import sys
from functools import update_wrapper
from click.core import Argument, Command, Context, Group, Option
from click.globals import get_current_context
from click.terminal import echo

def pass_context(f):
    def with_context(*args, **kwargs):
        return f(get_current_context(), *args, **kwargs)
    return update_wrapper(with_context, f)

def pass_obj(f):
    def with_object(*args, **kwargs):
        return f(get_current_context().obj, *args, **kwargs)
    return update_wrapper(with_object, f)

def make_pass_decorator(object_type, ensure=False):
    def decorate(f):
        def with_object(*args, **kwargs):
            ctx = get_current_context()
            found = ctx.ensure_object(object_type) if ensure else ctx.find_object(object_type)
            if found is None:
                raise RuntimeError(f'Managed to invoke callback without a context object of type {object_type.__name__!r} existing.')
            return ctx.invoke(f, found, *args, **kwargs)
        return update_wrapper(with_object, f)
    return decorate

def command(name=None, cls=None, **attrs):
    def decorate(f):
        if isinstance(f, Command):
            raise TypeError('Attempted to convert a callback into a command twice.')
        params = attrs.pop('params', None) or []
        params += reversed(getattr(f, '__click_params__', []))
        if hasattr(f, '__click_params__'):
            del f.__click_params__
        if attrs.get('help') is None:
            attrs['help'] = f.__doc__
        own = name
        if own is None:
            own = f.__name__.lower().replace('_', '-')
            stem, dash, suffix = own.rpartition('-')
            if dash and suffix in ('command', 'cmd', 'group', 'grp'):
                own = stem
        made = (cls or Command)(name=own, callback=f, params=params, **attrs)
        made.__doc__ = f.__doc__
        return made
    if callable(name):
        f, name = name, None
        return decorate(f)
    return decorate

def group(name=None, cls=None, **attrs):
    if callable(name):
        return command(cls=cls or Group, **attrs)(name)
    return command(name, cls or Group, **attrs)

def _add(f, param):
    if isinstance(f, Command):
        f.params.append(param)
        return
    if not hasattr(f, '__click_params__'):
        f.__click_params__ = []
    f.__click_params__.append(param)

def _param(kind, decls, attrs):
    kind = attrs.pop('cls', None) or kind
    def decorate(f):
        if attrs.get('help'):
            attrs['help'] = inspect.cleandoc(attrs['help'])
        _add(f, kind(decls, **attrs))
        return f
    return decorate

def argument(*param_decls, **attrs):
    return _param(Argument, param_decls, attrs)

def option(*param_decls, **attrs):
    return _param(Option, param_decls, attrs)

def confirmation_option(*param_decls, **kwargs):
    def check(ctx, param, value):
        if not value:
            ctx.abort()
    for key, value in (('is_flag', True), ('callback', check), ('expose_value', False), ('prompt', 'Do you want to continue?'), ('help', 'Confirm the action without prompting.')):
        kwargs.setdefault(key, value)
    return option(*(param_decls or ('--yes',)), **kwargs)

def password_option(*param_decls, **kwargs):
    for key in ('prompt', 'confirmation_prompt', 'hide_input'):
        kwargs.setdefault(key, True)
    return option(*(param_decls or ('--password',)), **kwargs)

def version_option(version=None, *param_decls, package_name=None, prog_name=None, message=None, **kwargs):
    def show(ctx, param, value):
        if not value or ctx.resilient_parsing:
            return
        found = version
        if found is None:
            package = package_name or sys.modules[ctx.command.callback.__module__].__name__.partition('.')[0]
            found = getattr(sys.modules.get(package), '__version__', None)
            if found is None:
                raise RuntimeError(f"{package!r} is not installed. Try passing 'package_name' instead.")
        words = message or '%(prog)s, version %(version)s'
        echo(words % {'prog': prog_name or ctx.find_root().info_name, 'package': package_name, 'version': found})
        ctx.exit()
    for key, value in (('is_flag', True), ('expose_value', False), ('is_eager', True), ('help', 'Show the version and exit.')):
        kwargs.setdefault(key, value)
    return option(*(param_decls or ('--version',)), callback=show, **kwargs)

def help_option(*param_decls, **kwargs):
    def show(ctx, param, value):
        if value and not ctx.resilient_parsing:
            echo(ctx.get_help())
            ctx.exit()
    for key, value in (('is_flag', True), ('expose_value', False), ('is_eager', True), ('help', 'Show this message and exit.'), ('callback', show)):
        kwargs.setdefault(key, value)
    return option(*(param_decls or ('--help',)), **kwargs)
`;
