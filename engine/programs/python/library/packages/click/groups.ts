export const clickGroupsSource = String.raw`
class Group(Command):
    allow_extra_args, allow_interspersed_args = True, False
    command_class = None
    group_class = None

    def __init__(self, name=None, commands=None, invoke_without_command=False, no_args_is_help=None, subcommand_metavar=None, chain=False, result_callback=None, **attrs):
        super().__init__(name, **attrs)
        if commands is None:
            commands = {}
        elif not isinstance(commands, dict):
            commands = {c.name: c for c in commands}
        self.commands = dict(commands)
        self.no_args_is_help = not invoke_without_command if no_args_is_help is None else no_args_is_help
        self.invoke_without_command = invoke_without_command
        self.subcommand_metavar = subcommand_metavar or ('COMMAND1 [ARGS]... [COMMAND2 [ARGS]...]...' if chain else 'COMMAND [ARGS]...')
        self.chain, self._result_callback = chain, result_callback

    def add_command(self, cmd, name=None):
        name = name or cmd.name
        if name is None:
            raise TypeError('Command has no name.')
        self.commands[name] = cmd

    def _adding(self, make, args, kwargs):
        def decorate(f):
            made = make(*args, **kwargs)(f)
            self.add_command(made)
            return made
        if len(args) == 1 and callable(args[0]) and not kwargs:
            f, args = args[0], ()
            return decorate(f)
        return decorate

    def command(self, *args, **kwargs):
        from click.decorators import command
        if self.command_class and kwargs.get('cls') is None:
            kwargs['cls'] = self.command_class
        return self._adding(command, args, kwargs)

    def group(self, *args, **kwargs):
        from click.decorators import group
        if self.group_class is not None and kwargs.get('cls') is None:
            kwargs['cls'] = type(self) if self.group_class is type else self.group_class
        return self._adding(group, args, kwargs)

    def result_callback(self, replace=False):
        def decorate(f):
            self._result_callback = f
            return f
        return decorate

    def get_command(self, ctx, name):
        return self.commands.get(name)

    def list_commands(self, ctx):
        return sorted(self.commands)

    def collect_usage_pieces(self, ctx):
        return super().collect_usage_pieces(ctx) + [self.subcommand_metavar]

    def format_options(self, ctx, formatter):
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx, formatter):
        found = [(n, self.get_command(ctx, n)) for n in self.list_commands(ctx)]
        shown = [(n, c) for n, c in found if c is not None and not c.hidden]
        if not shown:
            return
        limit = formatter.width - 6 - max(len(n) for n, _ in shown)
        with formatter.section('Commands'):
            formatter.write_dl([(n, c.get_short_help_str(limit)) for n, c in shown])

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise NoArgsIsHelpError(ctx)
        rest = super().parse_args(ctx, args)
        ctx._words, ctx.args = (rest, []) if self.chain else (rest[:1], rest[1:])
        return ctx.args

    def _finish(self, ctx, value):
        return value if self._result_callback is None else ctx.invoke(self._result_callback, value, **ctx.params)

    def invoke(self, ctx):
        if not ctx._words:
            if self.invoke_without_command:
                with ctx:
                    value = super().invoke(ctx)
                    return self._finish(ctx, [] if self.chain else value)
            ctx.fail('Missing command.')
        args = ctx._words + ctx.args
        ctx._words, ctx.args = [], []
        if self.chain:
            return self._chained(ctx, args)
        with ctx:
            name, command, args = self.resolve_command(ctx, args)
            ctx.invoked_subcommand = name
            super().invoke(ctx)
            with command.make_context(name, args, parent=ctx) as inner:
                return self._finish(ctx, inner.command.invoke(inner))

    def _chained(self, ctx, args):
        with ctx:
            ctx.invoked_subcommand = '*' if args else None
            super().invoke(ctx)
            contexts = []
            while args:
                name, command, args = self.resolve_command(ctx, args)
                inner = command.make_context(name, args, parent=ctx, allow_extra_args=True, allow_interspersed_args=False)
                contexts.append(inner)
                args, inner.args = inner.args, []
            values = []
            for inner in contexts:
                with inner:
                    values.append(inner.command.invoke(inner))
            return self._finish(ctx, values)

    def resolve_command(self, ctx, args):
        name = str(args[0])
        command = self.get_command(ctx, name)
        if command is None and ctx.token_normalize_func is not None:
            name = ctx.token_normalize_func(name)
            command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            if split_opt(name)[0]:
                self.parse_args(ctx, args)
            ctx.fail(f'No such command {name!r}.')
        return name if command else None, command, args[1:]

class CommandCollection(Group):
    def __init__(self, name=None, sources=None, **kwargs):
        super().__init__(name, **kwargs)
        self.sources = sources or []
    def add_source(self, group):
        self.sources.append(group)
    def get_command(self, ctx, name):
        for source in [super()] + self.sources:
            found = source.get_command(ctx, name)
            if found is not None:
                return found
    def list_commands(self, ctx):
        names = set(super().list_commands(ctx))
        for source in self.sources:
            names.update(source.list_commands(ctx))
        return sorted(names)
`;
