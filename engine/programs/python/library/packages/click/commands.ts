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
