/** Positional arguments, options, groups and sub-commands, and the words of their help and errors. */
export const argparseActions = `
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
            self.helps.append((f"{name} ({', '.join(aliases)})" if aliases else name, help))
        self._action.choices = self.choices
        return made
`;
