export const clickContextSource = String.raw`
import inspect
import os
import sys
from contextlib import contextmanager
from click.exceptions import Abort, BadParameter, ClickException, Exit, NoArgsIsHelpError, UsageError
from click.formatting import HelpFormatter, make_default_short_help
from click.globals import get_current_context, pop_context, push_context
from click.parameters import Argument, Option, Parameter
from click.parsing import OptionParser, split_opt
from click.terminal import echo

@contextmanager
def augment_usage_errors(ctx, param=None):
    try:
        yield
    except UsageError as e:
        if e.ctx is None:
            e.ctx = ctx
        if param is not None and isinstance(e, BadParameter) and e.param is None:
            e.param = param
        raise

class Context:
    formatter_class = HelpFormatter

    def __init__(self, command, parent=None, info_name=None, obj=None, auto_envvar_prefix=None, default_map=None, terminal_width=None, max_content_width=None, resilient_parsing=False, allow_extra_args=None, allow_interspersed_args=None, ignore_unknown_options=None, help_option_names=None, token_normalize_func=None, color=None, show_default=None):
        def inherited(value, name, default=None):
            return value if value is not None else getattr(parent, name, default)
        def own(value, name):
            return getattr(command, name, False) if value is None else value
        self.parent, self.command, self.info_name = parent, command, info_name
        self.params, self.args, self._sources, self._closing = {}, [], {}, []
        self.obj = inherited(obj, 'obj')
        self.meta = getattr(parent, 'meta', {})
        if default_map is None and info_name is not None and parent is not None and parent.default_map is not None:
            default_map = parent.default_map.get(info_name)
        self.default_map = default_map
        self.invoked_subcommand = None
        self.max_content_width = inherited(max_content_width, 'max_content_width')
        self.terminal_width = inherited(terminal_width, 'terminal_width')
        self.allow_extra_args = own(allow_extra_args, 'allow_extra_args')
        self.allow_interspersed_args = own(allow_interspersed_args, 'allow_interspersed_args')
        self.ignore_unknown_options = own(ignore_unknown_options, 'ignore_unknown_options')
        self.help_option_names = inherited(help_option_names, 'help_option_names', ['--help'])
        self.token_normalize_func = inherited(token_normalize_func, 'token_normalize_func')
        self.resilient_parsing = resilient_parsing
        if auto_envvar_prefix is None and parent is not None and parent.auto_envvar_prefix is not None and info_name is not None:
            auto_envvar_prefix = f'{parent.auto_envvar_prefix}_{info_name.upper()}'
        self.auto_envvar_prefix = auto_envvar_prefix.replace('-', '_') if auto_envvar_prefix else None
        self.color = inherited(color, 'color')
        self.show_default = inherited(show_default, 'show_default')
        self._depth = 0

    def __enter__(self):
        self._depth += 1
        push_context(self)
        return self

    def __exit__(self, *exception):
        self._depth -= 1
        if self._depth == 0:
            self.close()
        pop_context()

    @contextmanager
    def scope(self, cleanup=True):
        if not cleanup:
            self._depth += 1
        try:
            with self:
                yield self
        finally:
            if not cleanup:
                self._depth -= 1

    @property
    def command_path(self):
        path = self.info_name or ''
        if self.parent is not None:
            before = [self.parent.command_path]
            for param in self.parent.command.get_params(self):
                before += param.get_usage_pieces(self)
            path = f"{' '.join(before)} {path}"
        return path.lstrip()

    def call_on_close(self, f):
        self._closing.append(f)
        return f

    def with_resource(self, manager):
        value = manager.__enter__()
        self.call_on_close(lambda: manager.__exit__(None, None, None))
        return value

    def close(self):
        while self._closing:
            self._closing.pop()()

    def find_root(self):
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def find_object(self, kind):
        node = self
        while node is not None:
            if isinstance(node.obj, kind):
                return node.obj
            node = node.parent

    def ensure_object(self, kind):
        found = self.find_object(kind)
        if found is None:
            self.obj = found = kind()
        return found

    def lookup_default(self, name, call=True):
        if self.default_map is None:
            return None
        value = self.default_map.get(name)
        return value() if call and callable(value) else value

    def fail(self, message):
        raise UsageError(message, self)

    def abort(self):
        raise Abort()

    def exit(self, code=0):
        self.close()
        raise Exit(code)

    def get_usage(self):
        return self.command.get_usage(self)

    def get_help(self):
        return self.command.get_help(self)

    def make_formatter(self):
        return self.formatter_class(width=self.terminal_width, max_width=self.max_content_width)

    def invoke(self, callback, /, *args, **kwargs):
        ctx = self
        if isinstance(callback, Command):
            command, callback = callback, callback.callback
            ctx = Context(command, info_name=command.name, parent=self)
            for param in command.params:
                if param.name not in kwargs and param.expose_value:
                    kwargs[param.name] = param.type_cast_value(ctx, param.get_default(ctx))
            ctx.params.update(kwargs)
        with augment_usage_errors(self), ctx:
            return callback(*args, **kwargs)

    def forward(self, command, /, *args, **kwargs):
        return self.invoke(command, *args, **{**self.params, **kwargs})

    def set_parameter_source(self, name, source):
        self._sources[name] = source

    def get_parameter_source(self, name):
        return self._sources.get(name)
`;
export const clickCommandsSource = String.raw`
class Command:
    context_class = Context
    allow_extra_args, allow_interspersed_args, ignore_unknown_options = False, True, False

    def __init__(self, name, context_settings=None, callback=None, params=None, help=None, epilog=None, short_help=None, options_metavar='[OPTIONS]', add_help_option=True, no_args_is_help=False, hidden=False, deprecated=False):
        self.name, self.callback, self.params = name, callback, list(params or [])
        self.context_settings = dict(context_settings or {})
        self.help, self.epilog, self.short_help = help, epilog, short_help
        self.options_metavar, self.add_help_option = options_metavar, add_help_option
        self.no_args_is_help, self.hidden, self.deprecated = no_args_is_help, hidden, deprecated
        self._help_option = None

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name}>'

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)

    def get_params(self, ctx):
        option = self.get_help_option(ctx)
        return self.params + ([option] if option is not None else [])

    def get_help_option_names(self, ctx):
        taken = {o for p in self.params for o in p.opts + p.secondary_opts}
        return [n for n in ctx.help_option_names if n not in taken]

    def get_help_option(self, ctx):
        names = self.get_help_option_names(ctx)
        if not names or not self.add_help_option:
            return None
        if self._help_option is None:
            def show(ctx, param, value):
                if value and not ctx.resilient_parsing:
                    echo(ctx.get_help())
                    ctx.exit()
            self._help_option = Option(names + ['help'] if not any(n.startswith('--') for n in names) else names, is_flag=True, is_eager=True, expose_value=False, help='Show this message and exit.', callback=show)
        return self._help_option

    def get_usage(self, ctx):
        formatter = ctx.make_formatter()
        self.format_usage(ctx, formatter)
        return formatter.getvalue().rstrip('\n')

    def collect_usage_pieces(self, ctx):
        pieces = [self.options_metavar] if self.options_metavar else []
        for param in self.get_params(ctx):
            pieces += param.get_usage_pieces(ctx)
        return pieces

    def format_usage(self, ctx, formatter):
        formatter.write_usage(ctx.command_path, ' '.join(self.collect_usage_pieces(ctx)))

    def get_help(self, ctx):
        formatter = ctx.make_formatter()
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip('\n')

    def get_short_help_str(self, limit=45):
        text = inspect.cleandoc(self.short_help) if self.short_help else make_default_short_help(self._plain_help(), limit) if self.help else ''
        return f"{text}  (DEPRECATED)".strip() if self.deprecated else text.strip()

    def _plain_help(self):
        return inspect.cleandoc(self.help).partition('\f')[0]

    def format_help(self, ctx, formatter):
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)

    def format_help_text(self, ctx, formatter):
        text = self._plain_help() if self.help is not None else ''
        if self.deprecated:
            text = f'{text}  (DEPRECATED)' if text else '(DEPRECATED)'
        if text:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def format_options(self, ctx, formatter):
        rows = [r for r in (p.get_help_record(ctx) for p in self.get_params(ctx)) if r is not None]
        if rows:
            with formatter.section('Options'):
                formatter.write_dl(rows)

    def format_epilog(self, ctx, formatter):
        if self.epilog:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(inspect.cleandoc(self.epilog))

    def make_context(self, info_name, args, parent=None, **extra):
        for key, value in self.context_settings.items():
            extra.setdefault(key, value)
        ctx = self.context_class(self, info_name=info_name, parent=parent, **extra)
        with ctx.scope(cleanup=False):
            self.parse_args(ctx, list(args))
        return ctx

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise NoArgsIsHelpError(ctx)
        values, rest, order = OptionParser(ctx, self.get_params(ctx)).parse(args)
        place = {}
        for at, param in enumerate(order):
            place.setdefault(id(param), at)
        for param in sorted(self.get_params(ctx), key=lambda p: (not p.is_eager, place.get(id(p), float('inf')))):
            with augment_usage_errors(ctx, param):
                param.handle_parse_result(ctx, values)
        if rest and not ctx.allow_extra_args and not ctx.resilient_parsing:
            ctx.fail(f"Got unexpected extra argument{'s' if len(rest) > 1 else ''} ({' '.join(map(str, rest))})")
        ctx.args = rest
        return rest

    def invoke(self, ctx):
        if self.deprecated:
            echo(f'DeprecationWarning: The command {self.name!r} is deprecated.', err=True)
        if self.callback is not None:
            return ctx.invoke(self.callback, **ctx.params)

    def main(self, args=None, prog_name=None, complete_var=None, standalone_mode=True, windows_expand_args=True, **extra):
        args = list(sys.argv[1:] if args is None else args)
        if prog_name is None:
            prog_name = _program_name()
        try:
            try:
                with self.make_context(prog_name, args, **extra) as ctx:
                    value = self.invoke(ctx)
                    if not standalone_mode:
                        return value
                    ctx.exit()
            except (EOFError, KeyboardInterrupt) as e:
                echo(file=sys.stderr)
                raise Abort() from e
            except ClickException as e:
                if not standalone_mode:
                    raise
                e.show()
                sys.exit(e.exit_code)
        except Exit as e:
            if standalone_mode:
                sys.exit(e.exit_code)
            return e.exit_code
        except Abort:
            if not standalone_mode:
                raise
            echo('Aborted!', file=sys.stderr)
            sys.exit(1)

def _program_name():
    main = sys.modules['__main__']
    package = getattr(main, '__package__', None)
    path = sys.argv[0]
    if not package:
        return os.path.basename(path)
    name = os.path.splitext(os.path.basename(path))[0]
    return f'python -m {package}' if name == '__main__' else f'python -m {package}.{name}'.lstrip('.')
`;
