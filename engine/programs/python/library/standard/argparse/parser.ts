export const argparseParser = String.raw`
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, add_help=True, allow_abbrev=True, exit_on_error=True, conflict_handler='error', argument_default=None, prefix_chars='-'):
        self.prog = prog or os.path.basename(sys.argv[0] or '')
        self.usage, self.description, self.epilog, self.formatter_class = usage, description, epilog, formatter_class
        self._actions, self._groups, self._defaults = [], [], {}
        self._commands = None
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
        for parent in parents:
            self._actions += [a for a in parent._actions if a not in self._actions]
            self._groups += parent._groups

    def _new(self, names, options):
        for name in names:
            for each in self._actions:
                if name in each.option_strings:
                    raise ArgumentError(Action(names), f'conflicting option string: {name}')
        if options.get('action') == 'version':
            options.setdefault('help', "show program's version number and exit")
        action = Action(names, **options)
        self._actions.append(action)
        return action

    def add_argument(self, *names, **options):
        return self._new(names, options)

    def add_argument_group(self, title=None, description=None):
        self._groups.append(_Group(self, title, description))
        return self._groups[-1]

    def add_mutually_exclusive_group(self, required=False):
        self._groups.append(_Group(self, exclusive=True, required=required))
        return self._groups[-1]

    def add_subparsers(self, *, title=None, description=None, dest=SUPPRESS, required=False, help=None, metavar=None, **kwargs):
        action = self._new((), {'action': 'parsers', 'dest': dest, 'required': required, 'help': help, 'metavar': metavar, 'choices': {}})
        if title is not None or description is not None:
            group = self.add_argument_group(title or 'subcommands', description)
            group.actions.append(action)
        self._commands = _Commands(self, action)
        return self._commands

    def _own_prefix(self):
        return ' '.join([self.prog] + [a.usage() for a in self._actions if not a.option_strings and a.action != 'parsers'])

    def set_defaults(self, **values):
        self._defaults.update(values)

    def get_default(self, dest):
        return self._defaults.get(dest)

    def _usage_parts(self):
        done, options, positional = [], [], []
        for a in self._actions:
            if a in done or a.help == SUPPRESS:
                continue
            if not a.option_strings:
                positional.append(a.usage())
                continue
            group = [g for g in self._groups if g.exclusive and a in g.actions]
            if group and len(group[0].actions) > 1:
                done += group[0].actions
                text = ' | '.join(x.usage().removeprefix('[').removesuffix(']') for x in group[0].actions)
                options.append(f'({text})' if group[0].required else f'[{text}]')
            else:
                options.append(a.usage())
        return options, positional

    def format_usage(self):
        if self.usage is not None:
            return 'usage: ' + self.usage.replace('%(prog)s', self.prog) + '\n'
        options, positional = self._usage_parts()
        whole = ' '.join([f'usage: {self.prog}'] + options + positional)
        width = _width()
        if len(whole) <= width:
            return whole + '\n'
        indent = ' ' * (len(f'usage: {self.prog}') + 1)
        lines = []
        for parts in (options, positional):
            line = None
            for part in parts:
                if line is not None and len(line) + 1 + len(part) > width:
                    lines.append(line)
                    line = None
                line = indent + part if line is None else line + ' ' + part
            if line is not None:
                lines.append(line)
        return f'usage: {self.prog} ' + '\n'.join(lines).lstrip() + '\n'

    def _paragraph(self, text):
        text = text.replace('%(prog)s', self.prog)
        return text if self.formatter_class.raw else textwrap.fill(text, _width())

    def _rows(self, actions):
        rows = []
        for a in actions:
            if a.help == SUPPRESS:
                continue
            text = a.help
            if text is not None:
                if self.formatter_class.defaults and '%(default)' not in text and a.default not in (None, SUPPRESS) and (a.option_strings or a.nargs in ('?', '*')):
                    text += ' (default: %(default)s)'
                text = text % {**a.__dict__, 'prog': self.prog, 'choices': ', '.join(map(str, a.choices or ())), 'type': getattr(a.type, '__name__', None)} if '%' in text else text
            rows.append(('  ' + a.invocation(), text))
            if a.action == 'parsers' and self._commands is not None:
                rows += [('    ' + n, h) for n, h in self._commands.helps]
        return rows

    def format_help(self):
        sections = []
        grouped = [a for g in self._groups if g.title is not None for a in g.actions]
        sections.append(('positional arguments', None, [a for a in self._actions if not a.option_strings and a not in grouped]))
        sections.append(('options', None, [a for a in self._actions if a.option_strings and a not in grouped]))
        sections += [(g.title, g.description, g.actions) for g in self._groups if g.title is not None]
        tables = [(title, about, self._rows(actions)) for title, about, actions in sections]
        at = min(max([len(left) for _, _, rows in tables for left, _ in rows], default=0) + 2, 24)
        found = [self.format_usage()]
        if self.description:
            found.append(self._paragraph(self.description) + '\n')
        for title, about, rows in tables:
            if not rows:
                continue
            text = f'{title}:\n' + (f'  {about}\n\n' if about else '')
            for left, right in rows:
                lines = textwrap.wrap(right, max(_width() - at, 11)) if right else []
                if not lines or len(left) > at - 2:
                    text += left + '\n'
                else:
                    text += left.ljust(at) + lines.pop(0) + '\n'
                text += ''.join(' ' * at + line + '\n' for line in lines)
            found.append(text)
        if self.epilog:
            found.append(self._paragraph(self.epilog) + '\n')
        return '\n'.join(found)

    def print_usage(self, file=None):
        print(self.format_usage(), end='', file=file or sys.stdout)

    def print_help(self, file=None):
        print(self.format_help(), end='', file=file or sys.stdout)

    def exit(self, status=0, message=None):
        if message:
            print(message, end='', file=sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: ' + ' '.join(rest))
        return found

    def parse_known_args(self, args=None, namespace=None):
        words = list(sys.argv[1:] if args is None else args)
        found = Namespace() if namespace is None else namespace
        for a in self._actions:
            if a.dest != SUPPRESS and a.action not in ('help', 'version') and not hasattr(found, a.dest) and a.default != SUPPRESS:
                setattr(found, a.dest, self._defaults.get(a.dest, a.default))
        for k, v in self._defaults.items():
            if not hasattr(found, k):
                setattr(found, k, v)
        try:
            rest = _Reading(self, found, words).run()
        except ArgumentError as e:
            problem = str(e)
        else:
            return found, rest
        self.error(problem)
`;
