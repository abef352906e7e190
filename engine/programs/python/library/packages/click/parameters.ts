export const clickParametersSource = String.raw`
import os
import re
from click.exceptions import BadParameter, MissingParameter
from click.parsing import split_opt
from click.types import BOOL, STRING, IntRange, _Range, convert_type

class Parameter:
    param_type_name = 'parameter'
    takes_value, count, multiple, flag_value, flag_value_optional = True, False, False, None, False

    def __init__(self, param_decls=None, type=None, required=False, default=None, callback=None, nargs=None, multiple=False, metavar=None, expose_value=True, is_eager=False, envvar=None, shell_complete=None, deprecated=False):
        self.name, self.opts, self.secondary_opts = self._names(param_decls or (), expose_value)
        self.type = convert_type(type, default)
        if nargs is None:
            nargs = self.type.arity if self.type.is_composite else 1
        self.required, self.callback, self.nargs, self.multiple = required, callback, nargs, multiple
        self.expose_value, self.default, self.is_eager = expose_value, default, is_eager
        self.metavar, self.envvar, self.deprecated = metavar, envvar, deprecated

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name}>'

    @property
    def human_readable_name(self):
        return self.name

    def get_default(self, ctx, call=True):
        value = ctx.lookup_default(self.name, call=False) if ctx is not None else None
        if value is None:
            value = self.default
        return value() if call and callable(value) else value

    def resolve_envvar_value(self, ctx):
        names = [self.envvar] if isinstance(self.envvar, str) else list(self.envvar or ())
        return next((os.environ[n] for n in names if os.environ.get(n)), None)

    def value_from_envvar(self, ctx):
        found = self.resolve_envvar_value(ctx)
        if found is not None and (self.nargs != 1 or self.multiple):
            return found.split()
        return found

    def consume_value(self, ctx, values):
        for source, get in (('COMMANDLINE', lambda: values.get(self.name)), ('ENVIRONMENT', lambda: self.value_from_envvar(ctx)), ('DEFAULT_MAP', lambda: ctx.lookup_default(self.name)), ('DEFAULT', lambda: self.get_default(ctx))):
            value = get()
            if value is not None:
                return value, source
        return None, 'DEFAULT'

    def type_cast_value(self, ctx, value):
        if value is None:
            return () if self.multiple or self.nargs == -1 else None
        if self.count or not self.takes_value and not self.multiple:
            return value
        one = (lambda v: self.type(v, self, ctx)) if self.nargs == 1 or self.type.is_composite else self._several(ctx)
        if self.multiple:
            return tuple(one(v) for v in self._iterated(ctx, value))
        return one(value)

    def _iterated(self, ctx, value):
        if isinstance(value, str):
            raise BadParameter('Value must be an iterable.', ctx=ctx, param=self)
        return value

    def _several(self, ctx):
        def convert(value):
            value = tuple(self._iterated(ctx, value))
            if self.nargs != -1 and len(value) != self.nargs:
                verb = 'was' if len(value) == 1 else 'were'
                raise BadParameter(f'Takes {self.nargs} values but {len(value)} {verb} given.', ctx=ctx, param=self)
            return tuple(self.type(v, self, ctx) for v in value)
        return convert

    def process_value(self, ctx, value):
        value = self.type_cast_value(ctx, value)
        if self.required and (value is None or value == () and (self.multiple or self.nargs != 1)):
            raise MissingParameter(ctx=ctx, param=self)
        return self.callback(ctx, self, value) if self.callback is not None else value

    def handle_parse_result(self, ctx, values):
        value, source = self.consume_value(ctx, values)
        ctx.set_parameter_source(self.name, source)
        try:
            value = self.process_value(ctx, value)
        except Exception:
            if not ctx.resilient_parsing:
                raise
            value = None
        if self.expose_value:
            ctx.params[self.name] = value

    def get_error_hint(self, ctx):
        return ' / '.join(f"'{o}'" for o in self.opts or [self.human_readable_name])

    def get_help_record(self, ctx):
        return None

    def get_usage_pieces(self, ctx):
        return []

class Option(Parameter):
    param_type_name = 'option'

    def __init__(self, param_decls=None, show_default=None, prompt=False, confirmation_prompt=False, prompt_required=True, hide_input=False, is_flag=None, flag_value=None, multiple=False, count=False, allow_from_autoenv=True, type=None, help=None, hidden=False, show_choices=True, show_envvar=False, **attrs):
        default = attrs.get('default')
        super().__init__(param_decls, type=type, multiple=multiple, **attrs)
        if prompt is True:
            prompt = self.name.replace('_', ' ').capitalize()
        self.prompt, self.confirmation_prompt, self.hide_input = prompt or None, confirmation_prompt, hide_input
        self.prompt_required = prompt_required
        if is_flag is None:
            is_flag = flag_value is not None and type is None or bool(self.secondary_opts)
        self.flag_value_optional = not is_flag and flag_value is not None or not prompt_required and prompt
        self.is_flag, self.count = bool(is_flag), count
        if self.is_flag:
            self.is_bool_flag = flag_value is None or flag_value is True or flag_value is False
            if flag_value is None:
                flag_value = True
            if type is None:
                self.type = BOOL if self.is_bool_flag else convert_type(None, flag_value)
            if default is None and self.is_bool_flag and not self.required and not multiple:
                self.default = False
        else:
            self.is_bool_flag = False
        if count:
            if type is None:
                self.type = IntRange(min=0)
            if default is None:
                self.default = 0
        self.flag_value, self.takes_value = flag_value, not self.is_flag and not count
        self.help, self.hidden, self.show_default = help, hidden, show_default
        self.show_choices, self.show_envvar, self.allow_from_autoenv = show_choices, show_envvar, allow_from_autoenv

    def _names(self, decls, expose_value):
        opts, secondary, name, possible = [], [], None, []
        for decl in decls:
            if decl.isidentifier():
                if name is not None:
                    raise TypeError(f"Name '{name}' defined twice")
                name = decl
                continue
            split = ';' if decl[:1] == '/' else '/'
            first, slash, second = decl.partition(split)
            if first.rstrip():
                possible.append(split_opt(first.rstrip()))
                opts.append(first.rstrip())
            if second.lstrip():
                secondary.append(second.lstrip())
        if name is None and possible:
            possible.sort(key=lambda p: -len(p[0]))
            name = possible[0][1].replace('-', '_').lower()
            if not name.isidentifier():
                name = None
        if name is None:
            if not expose_value:
                return None, opts, secondary
            raise TypeError(f'Could not determine name for option with declarations {decls!r}')
        if not opts and not secondary:
            raise TypeError(f"No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?")
        return name, opts, secondary

    def get_default(self, ctx, call=True):
        # Of several flags for one name, the one with a default is the default.
        if self.is_flag and not self.is_bool_flag:
            return next((p.flag_value for p in ctx.command.params if p.name == self.name and p.default), None)
        return super().get_default(ctx, call)

    def resolve_envvar_value(self, ctx):
        found = super().resolve_envvar_value(ctx)
        if found is None and self.allow_from_autoenv and ctx.auto_envvar_prefix is not None and self.name is not None:
            found = os.environ.get(f'{ctx.auto_envvar_prefix}_{self.name.upper()}') or None
        return found

    def value_from_envvar(self, ctx):
        found = super().value_from_envvar(ctx)
        if found is not None and self.is_flag and self.is_bool_flag:
            return BOOL(found, self, ctx)
        return found

    def consume_value(self, ctx, values):
        value, source = super().consume_value(ctx, values)
        wants = self.prompt is not None and source in ('DEFAULT', 'DEFAULT_MAP') and (self.required or self.prompt_required) and not ctx.resilient_parsing
        return (self.prompt_for_value(ctx), 'PROMPT') if wants else (value, source)

    def prompt_for_value(self, ctx):
        from click.terminal import confirm, prompt
        default = self.get_default(ctx)
        if self.is_bool_flag:
            return confirm(self.prompt, default)
        return prompt(self.prompt, default=default, type=self.type, hide_input=self.hide_input, show_choices=self.show_choices, confirmation_prompt=self.confirmation_prompt, value_proc=lambda v: self.process_value(ctx, v))

    def make_metavar(self, ctx=None):
        if self.metavar is not None:
            return self.metavar
        shown = self.type.get_metavar(self, ctx) or self.type.name.upper()
        return shown + '...' if self.nargs != 1 else shown

    def get_help_record(self, ctx):
        if self.hidden:
            return None
        any_slash = False
        def written(opts):
            nonlocal any_slash
            ordered = sorted(((len(split_opt(o)[0]), o) for o in opts), key=lambda p: p[0])
            any_slash = any_slash or any(split_opt(o)[0] == '/' for o in opts)
            text = ', '.join(o for _, o in ordered)
            return text if self.is_flag or self.count else f'{text} {self.make_metavar(ctx)}'
        shown = [written(self.opts)]
        if self.secondary_opts:
            shown.append(written(self.secondary_opts))
        words = self.help or ''
        if self.deprecated:
            words = f'{words}  (DEPRECATED)' if words else '(DEPRECATED)'
        extra = self._extra(ctx)
        if extra:
            words = f"{words}  [{'; '.join(extra)}]" if words else f"[{'; '.join(extra)}]"
        return ('; ' if any_slash else ' / ').join(shown), words

    def _extra(self, ctx):
        extra = []
        if self.show_envvar:
            names = self.envvar
            if names is None and self.allow_from_autoenv and ctx.auto_envvar_prefix is not None:
                names = f'{ctx.auto_envvar_prefix}_{self.name.upper()}'
            if names is not None:
                extra.append('env var: ' + (names if isinstance(names, str) else ', '.join(names)))
        default = self.get_default(ctx, call=False)
        shows = self.show_default if self.show_default is not None else ctx.show_default or False
        if shows and default is not None and not (self.count and default == 0) or isinstance(shows, str):
            text = self._default_text(shows, default)
            if text:
                extra.append(f'default: {text}')
        if isinstance(self.type, _Range) and not (self.count and self.type.max is None and self.type.min == 0):
            extra.append(self.type.describe())
        if self.required:
            extra.append('required')
        return extra

    def _default_text(self, shows, default):
        if isinstance(shows, str):
            return f'({shows})'
        if isinstance(default, (list, tuple)):
            return ', '.join(str(d) for d in default)
        if callable(default):
            return '(dynamic)'
        if self.is_bool_flag and self.secondary_opts:
            return split_opt((self.opts if default else self.secondary_opts)[0])[1]
        if self.is_bool_flag and not self.secondary_opts and not default:
            return ''
        return '""' if default == '' else str(default)

    def get_error_hint(self, ctx):
        hint = super().get_error_hint(ctx)
        return f"{hint} (env var: '{self.envvar}')" if self.show_envvar and self.envvar else hint

class Argument(Parameter):
    param_type_name = 'argument'
    show_choices = True

    def __init__(self, param_decls, required=None, **attrs):
        if required is None:
            required = attrs.get('default') is None and attrs.get('nargs', 1) > 0
        super().__init__(param_decls, required=required, **attrs)

    def _names(self, decls, expose_value):
        if not decls:
            if not expose_value:
                return None, [], []
            raise TypeError('Argument is marked as exposed, but does not have a name.')
        if len(decls) != 1:
            raise TypeError(f'Arguments take exactly one parameter declaration, got {len(decls)}: {decls!r}.')
        name = re.sub('-', '_', decls[0]).lower()
        return name, [decls[0]], []

    @property
    def human_readable_name(self):
        return self.metavar if self.metavar is not None else self.name.upper()

    def make_metavar(self, ctx=None):
        if self.metavar is not None:
            return self.metavar
        shown = self.type.get_metavar(self, ctx) or self.name.upper()
        if not self.required:
            shown = f'[{shown}]'
        return shown if self.nargs == 1 else shown + '...'

    def get_usage_pieces(self, ctx):
        return [self.make_metavar(ctx)]

    def get_error_hint(self, ctx):
        return f"'{self.make_metavar(ctx)}'"
`;
