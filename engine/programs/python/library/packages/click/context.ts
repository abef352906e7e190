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
