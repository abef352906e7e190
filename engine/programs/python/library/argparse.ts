/** argparse as programs use it: positional arguments, options, groups and sub-commands. */
export const argparse = `
import os
import sys
import textwrap

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER = '?', '*', '+', '...'

class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument.shown()
        self.message = message
    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'

class ArgumentTypeError(Exception):
    pass

class Namespace:
    def __init__(self, **kwargs):
        for k, v in kwargs.items():
            setattr(self, k, v)
    def __repr__(self):
        return f"Namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"
    def __eq__(self, other):
        return isinstance(other, Namespace) and self.__dict__ == other.__dict__
    def __contains__(self, key):
        return key in self.__dict__

class HelpFormatter:
    raw = False
    defaults = False

class RawDescriptionHelpFormatter(HelpFormatter):
    raw = True

class RawTextHelpFormatter(HelpFormatter):
    raw = True

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    defaults = True

_WITHOUT_VALUE = {'store_true': True, 'store_false': False, 'store_const': None, 'append_const': None, 'count': None, 'help': None, 'version': None}

class Action:
    def __init__(self, names, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=None, help=None, metavar=None, dest=None, version=None):
        if action not in ('store', 'append', 'extend', 'parsers') and action not in _WITHOUT_VALUE:
            raise ValueError(f'unknown action {action!r}')
        self.option_strings = [n for n in names if n.startswith('-')]
        self.action, self.nargs, self.type, self.choices, self.help, self.metavar, self.version = action, nargs, type, choices, help, metavar, version
        self.const = {'store_true': True, 'store_false': False}.get(action, const)
        if default is None and action in ('store_true', 'store_false'):
            default = not self.const
        self.default = default
        if self.option_strings:
            long = [n for n in self.option_strings if n.startswith('--')] or self.option_strings
            self.dest = dest or long[0].lstrip('-').replace('-', '_')
            self.required = bool(required)
        else:
            self.dest = dest or (names[0] if names else SUPPRESS)
            self.required = nargs not in ('?', '*', '...') if required is None else required

    def takes_value(self):
        return self.action not in _WITHOUT_VALUE

    def shown(self):
        if self.option_strings:
            return '/'.join(self.option_strings)
        return self.metavar or (self.dest if self.dest != SUPPRESS else '{' + ','.join(self.choices) + '}')

    def value_name(self):
        name = self.metavar
        if name is None:
            name = '{' + ','.join(map(str, self.choices)) + '}' if self.choices is not None else self.dest.upper() if self.option_strings else self.dest
        if self.nargs == '?':
            return f'[{name}]'
        if self.nargs == '*':
            return f'[{name} ...]'
        if self.nargs == '+':
            return f'{name} [{name} ...]'
        if self.nargs == '...':
            return '...'
        if self.action == 'parsers':
            return f'{name} ...'
        return ' '.join([name] * self.nargs) if isinstance(self.nargs, int) else name

    def usage(self):
        if not self.option_strings:
            return self.value_name()
        text = self.option_strings[0] + (' ' + self.value_name() if self.takes_value() else '')
        return text if self.required else f'[{text}]'

    def invocation(self):
        if not self.option_strings:
            return self.metavar or ('{' + ','.join(map(str, self.choices)) + '}' if self.choices is not None else self.dest)
        return ', '.join(n + (' ' + self.value_name() if self.takes_value() else '') for n in self.option_strings)

class _Group:
    def __init__(self, parser, title=None, description=None, exclusive=False, required=False):
        self.parser, self.title, self.description, self.exclusive, self.required = parser, title, description, exclusive, required
        self.actions = []
    def add_argument(self, *names, **options):
        action = self.parser._new(names, options)
        self.actions.append(action)
        return action
    def add_mutually_exclusive_group(self, required=False):
        return self.parser.add_mutually_exclusive_group(required)

class _Commands:
    def __init__(self, parser, action):
        self._parser, self._action = parser, action
        self.choices = {}
        self.helps = []
    def add_parser(self, name, *, help=None, aliases=(), **options):
        options.setdefault('prog', f'{self._parser._own_prefix()} {name}')
        made = ArgumentParser(**options)
        for each in (name, *aliases):
            self.choices[each] = made
        if help is not None:
            self.helps.append((name, help))
        self._action.choices = self.choices
        return made

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
            return 'usage: ' + self.usage.replace('%(prog)s', self.prog) + '\\n'
        options, positional = self._usage_parts()
        whole = ' '.join([f'usage: {self.prog}'] + options + positional)
        width = _width()
        if len(whole) <= width:
            return whole + '\\n'
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
        return f'usage: {self.prog} ' + '\\n'.join(lines).lstrip() + '\\n'

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
            found.append(self._paragraph(self.description) + '\\n')
        for title, about, rows in tables:
            if not rows:
                continue
            text = f'{title}:\\n' + (f'  {about}\\n\\n' if about else '')
            for left, right in rows:
                lines = textwrap.wrap(right, max(_width() - at, 11)) if right else []
                if not lines or len(left) > at - 2:
                    text += left + '\\n'
                else:
                    text += left.ljust(at) + lines.pop(0) + '\\n'
                text += ''.join(' ' * at + line + '\\n' for line in lines)
            found.append(text)
        if self.epilog:
            found.append(self._paragraph(self.epilog) + '\\n')
        return '\\n'.join(found)

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
        self.exit(2, f'{self.prog}: error: {message}\\n')

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

def _width():
    return int(os.environ.get('COLUMNS') or 80) - 2

class _Reading:
    def __init__(self, parser, found, words):
        self.parser, self.found, self.words = parser, found, words
        self.rest, self.seen, self.pending = [], [], []
        self.left = [a for a in parser._actions if not a.option_strings]
        self.options = {n: a for a in parser._actions for n in a.option_strings}

    def is_option(self, word):
        if not word.startswith('-') or word == '-' or ' ' in word:
            return False
        if word in self.options or not word[1:].replace('.', '', 1).isdigit():
            return True
        return False

    def run(self):
        only = False
        while self.words:
            word = self.words.pop(0)
            if word == '--' and not only:
                only = True
            elif not only and self.is_option(word):
                self.positional(False)
                self.option(word)
            else:
                self.pending.append(word)
                head = self.left[0] if self.left else None
                if head is not None and head.action == 'parsers' or head is not None and head.nargs == '...':
                    self.pending += self.words
                    self.words = []
        self.positional(True)
        self.check()
        return self.rest

    def find(self, name):
        if name in self.options:
            return self.options[name]
        near = [n for n in self.options if n.startswith(name)] if name.startswith('--') else []
        if len(near) > 1:
            raise ArgumentError(None, f"ambiguous option: {name} could match {', '.join(near)}")
        return self.options[near[0]] if near else None

    def option(self, word):
        name, equals, value = word.partition('=')
        action = self.find(name)
        given = [value] if equals else None
        if action is None and not word.startswith('--') and word[:2] in self.options:
            action = self.options[word[:2]]
            if action.takes_value():
                given = [word[2:]]
            else:
                self.words.insert(0, '-' + word[2:])
        if action is None:
            self.rest.append(word)
            return
        self.exclude(action)
        if not action.takes_value():
            if equals:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
            self.act(action, None)
            return
        most = {None: 1, '?': 1, '*': None, '+': None, '...': None}.get(action.nargs, action.nargs)
        if given is None:
            given = []
            while self.words and (most is None or len(given) < most) and not self.is_option(self.words[0]) and self.words[0] != '--':
                given.append(self.words.pop(0))
        self.act(action, self.values(action, given))

    def exclude(self, action):
        for group in self.parser._groups:
            if group.exclusive and action in group.actions:
                for other in group.actions:
                    if other is not action and other in self.seen:
                        raise ArgumentError(action, f'not allowed with argument {other.shown()}')
        self.seen.append(action)

    def values(self, action, given):
        n = action.nargs
        if n is None and len(given) != 1:
            raise ArgumentError(action, 'expected one argument')
        if n == '+' and not given:
            raise ArgumentError(action, 'expected at least one argument')
        if isinstance(n, int) and len(given) != n:
            raise ArgumentError(action, f"expected {n} argument{'' if n == 1 else 's'}")
        if n == '?' and not given:
            return action.const if action.option_strings else action.default
        if n == '*' and not given and not action.option_strings:
            return [] if action.default is None else action.default
        found = [self.convert(action, g) for g in given]
        return found[0] if n in (None, '?') else found

    def convert(self, action, text):
        value = text
        if action.type is not None:
            problem = None
            try:
                value = action.type(text)
            except ArgumentTypeError as e:
                problem = str(e)
            except (ValueError, TypeError):
                problem = f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}"
            if problem is not None:
                raise ArgumentError(action, problem)
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")
        return value

    def act(self, action, value):
        kind, old = action.action, getattr(self.found, action.dest, None)
        if kind == 'help':
            self.parser.print_help()
            self.parser.exit()
        elif kind == 'version':
            print(action.version.replace('%(prog)s', self.parser.prog))
            self.parser.exit()
        elif kind == 'count':
            value = (old or 0) + 1
        elif kind in ('append', 'append_const'):
            value = list(old or []) + [value if kind == 'append' else action.const]
        elif kind == 'extend':
            value = list(old or []) + value
        elif kind != 'store':
            value = action.const
        setattr(self.found, action.dest, value)

    def needs(self, action):
        return {None: 1, '+': 1, '?': 0, '*': 0, '...': 0}.get(action.nargs, action.nargs) if action.action != 'parsers' else 1

    def positional(self, last):
        while self.left and (self.pending or last):
            action = self.left[0]
            if len(self.pending) < self.needs(action) or not last and not self.pending:
                break
            spare = len(self.pending) - sum(self.needs(a) for a in self.left)
            if spare < 0 and last and self.needs(action) == 0:
                spare = 0
            greedy = {'?': 1, '*': spare, '+': spare, '...': spare}.get(action.nargs, 0)
            count = self.needs(action) + max(0, min(greedy, spare))
            self.left.pop(0)
            given, self.pending = self.pending[:count], self.pending[count:]
            if action.action == 'parsers':
                self.command(action, given[0])
                continue
            if given or action.nargs in ('?', '*', '...'):
                self.seen.append(action)
                self.act(action, self.values(action, given))
        if last:
            self.rest += self.pending

    def command(self, action, name):
        if name not in action.choices:
            raise ArgumentError(action, f"invalid choice: {name!r} (choose from {', '.join(map(repr, action.choices))})")
        self.seen.append(action)
        if action.dest != SUPPRESS:
            setattr(self.found, action.dest, name)
        _, more = action.choices[name].parse_known_args(self.pending, self.found)
        self.pending = []
        self.rest += more

    def check(self):
        missing = [a.shown() for a in self.parser._actions if a.required and a not in self.seen]
        if missing:
            raise ArgumentError(None, 'the following arguments are required: ' + ', '.join(missing))
        for group in self.parser._groups:
            if group.exclusive and group.required and not any(a in self.seen for a in group.actions):
                raise ArgumentError(None, 'one of the arguments ' + ' '.join(a.shown() for a in group.actions) + ' is required')
`;
