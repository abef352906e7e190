export const clickTypesSource = String.raw`
import os
import sys
import stat
from datetime import datetime
from click.exceptions import BadParameter

class ParamType:
    name = 'text'
    is_composite = False
    arity = 1
    envvar_list_splitter = None
    def __call__(self, value, param=None, ctx=None):
        return None if value is None else self.convert(value, param, ctx)
    def get_metavar(self, param, ctx=None):
        return None
    def get_missing_message(self, param, ctx=None):
        return None
    def convert(self, value, param, ctx):
        return value
    def fail(self, message, param=None, ctx=None):
        raise BadParameter(message, ctx=ctx, param=param)

class StringParamType(ParamType):
    def convert(self, value, param, ctx):
        return value.decode('utf-8', 'replace') if isinstance(value, bytes) else str(value)
    def __repr__(self):
        return 'STRING'

class UnprocessedParamType(ParamType):
    def __repr__(self):
        return 'UNPROCESSED'

class FuncParamType(ParamType):
    def __init__(self, func):
        self.func = func
        self.name = func.__name__
    def convert(self, value, param, ctx):
        try:
            return self.func(value)
        except ValueError:
            self.fail(str(value), param, ctx)

class _Number(ParamType):
    number = int
    def convert(self, value, param, ctx):
        try:
            return self.number(value)
        except ValueError:
            self.fail(f'{value!r} is not a valid {self.name}.', param, ctx)

class IntParamType(_Number):
    name = 'integer'
    def __repr__(self):
        return 'INT'

class FloatParamType(_Number):
    name = 'float'
    number = float
    def __repr__(self):
        return 'FLOAT'

class _Range:
    def __init__(self, min=None, max=None, min_open=False, max_open=False, clamp=False):
        self.min, self.max = min, max
        self.min_open, self.max_open = min_open, max_open
        self.clamp = clamp
    def convert(self, value, param, ctx):
        found = super().convert(value, param, ctx)
        low = self.min is not None and (found <= self.min if self.min_open else found < self.min)
        high = self.max is not None and (found >= self.max if self.max_open else found > self.max)
        if self.clamp:
            if low:
                return self.min + 1 if self.min_open else self.min
            if high:
                return self.max - 1 if self.max_open else self.max
        elif low or high:
            self.fail(f'{found} is not in the range {self.describe()}.', param, ctx)
        return found
    def describe(self):
        if self.min is None:
            return f"x{'<' if self.max_open else '<='}{self.max}"
        if self.max is None:
            return f"x{'>' if self.min_open else '>='}{self.min}"
        return f"{self.min}{'<' if self.min_open else '<='}x{'<' if self.max_open else '<='}{self.max}"

class IntRange(_Range, IntParamType):
    name = 'integer range'

class FloatRange(_Range, FloatParamType):
    name = 'float range'

class BoolParamType(ParamType):
    name = 'boolean'
    def convert(self, value, param, ctx):
        if value is True or value is False:
            return value
        word = value.strip().lower()
        if word in ('1', 'true', 't', 'yes', 'y', 'on'):
            return True
        if word in ('0', 'false', 'f', 'no', 'n', 'off', ''):
            return False
        self.fail(f'{value!r} is not a valid boolean.', param, ctx)
    def __repr__(self):
        return 'BOOL'

class UUIDParameterType(ParamType):
    name = 'uuid'
    def convert(self, value, param, ctx):
        import uuid
        if isinstance(value, uuid.UUID):
            return value
        try:
            return uuid.UUID(value.strip())
        except ValueError:
            self.fail(f'{value!r} is not a valid UUID.', param, ctx)

class Choice(ParamType):
    name = 'choice'
    def __init__(self, choices, case_sensitive=True):
        self.choices = tuple(choices)
        self.case_sensitive = case_sensitive
    def _shown(self):
        return [str(getattr(c, 'name', c)) for c in self.choices]
    def get_metavar(self, param, ctx=None):
        shown = self._shown()
        if not param.show_choices:
            return None
        words = '|'.join(shown)
        return '{' + words + '}' if param.required and param.param_type_name == 'argument' else f'[{words}]'
    def get_missing_message(self, param, ctx=None):
        return 'Choose from:\n\t' + ',\n\t'.join(self._shown())
    def convert(self, value, param, ctx):
        plain = (lambda t: t) if self.case_sensitive else (lambda t: t.casefold())
        for choice, shown in zip(self.choices, self._shown()):
            if value is choice or plain(shown) == plain(str(value)):
                return choice
        words = ', '.join(repr(c) for c in self._shown())
        if len(self.choices) == 1:
            self.fail(f'{value!r} is not {words}.', param, ctx)
        self.fail(f'{value!r} is not one of {words}.', param, ctx)
    def __repr__(self):
        return f'Choice({list(self.choices)})'

class DateTime(ParamType):
    name = 'datetime'
    def __init__(self, formats=None):
        self.formats = formats or ['%Y-%m-%d', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S']
    def get_metavar(self, param, ctx=None):
        return f"[{'|'.join(self.formats)}]"
    def convert(self, value, param, ctx):
        if isinstance(value, datetime):
            return value
        for each in self.formats:
            try:
                return datetime.strptime(value, each)
            except ValueError:
                continue
        words = ', '.join(map(repr, self.formats))
        kind = 'formats' if len(self.formats) > 1 else 'format'
        self.fail(f'{value!r} does not match the {kind} {words}.', param, ctx)

class File(ParamType):
    name = 'filename'
    def __init__(self, mode='r', encoding=None, errors='strict', lazy=None, atomic=False):
        self.mode, self.encoding = mode, encoding
    def convert(self, value, param, ctx):
        if hasattr(value, 'read') or hasattr(value, 'write'):
            return value
        if value == '-':
            stream = sys.stdin if 'r' in self.mode else sys.stdout
            return stream.buffer if 'b' in self.mode else stream
        try:
            file = open(value, self.mode, encoding=self.encoding)
        except OSError as e:
            self.fail(f"'{value}': {e.strerror}", param, ctx)
        if ctx is not None:
            ctx.call_on_close(file.close)
        return file

class Path(ParamType):
    name = 'path'
    def __init__(self, exists=False, file_okay=True, dir_okay=True, writable=False, readable=True, resolve_path=False, allow_dash=False, path_type=None, executable=False):
        self.exists, self.file_okay, self.dir_okay = exists, file_okay, dir_okay
        self.writable, self.readable, self.executable = writable, readable, executable
        self.resolve_path, self.allow_dash, self.path_type = resolve_path, allow_dash, path_type
        self.name = 'file' if file_okay and not dir_okay else 'directory' if dir_okay and not file_okay else 'path'
    def convert(self, value, param, ctx):
        path = os.fspath(value)
        if not (self.file_okay and self.allow_dash and path == '-'):
            if self.resolve_path:
                path = os.path.realpath(path)
            self._check(path, value, param, ctx)
        return path if self.path_type is None else self.path_type(path)
    def _check(self, path, value, param, ctx):
        title = self.name.title()
        try:
            mode = os.stat(path).st_mode
        except OSError:
            if self.exists:
                self.fail(f"{title} '{value}' does not exist.", param, ctx)
            return
        if not self.file_okay and stat.S_ISREG(mode):
            self.fail(f"{title} '{value}' is a file.", param, ctx)
        if not self.dir_okay and stat.S_ISDIR(mode):
            self.fail(f"{title} '{value}' is a directory.", param, ctx)
        for wanted, flag, word in ((self.readable, os.R_OK, 'readable'), (self.writable, os.W_OK, 'writable'), (self.executable, os.X_OK, 'executable')):
            if wanted and not os.access(path, flag):
                self.fail(f"{title} '{value}' is not {word}.", param, ctx)

class Tuple(ParamType):
    is_composite = True
    def __init__(self, types):
        self.types = [convert_type(t) for t in types]
    @property
    def name(self):
        return f"<{' '.join(t.name for t in self.types)}>"
    @property
    def arity(self):
        return len(self.types)
    def convert(self, value, param, ctx):
        if len(value) != len(self.types):
            self.fail(f'{len(self.types)} values are required, but {len(value)} were given.', param, ctx)
        return tuple(t(v, param, ctx) for t, v in zip(self.types, value))

STRING = StringParamType()
INT = IntParamType()
FLOAT = FloatParamType()
BOOL = BoolParamType()
UUID = UUIDParameterType()
UNPROCESSED = UnprocessedParamType()

def convert_type(wanted, default=None):
    guessed = False
    if wanted is None and default is not None:
        if isinstance(default, (tuple, list)):
            if default:
                first = default[0]
                wanted = tuple(map(type, first)) if isinstance(first, (tuple, list)) else type(first)
        else:
            wanted = type(default)
        guessed = True
    if isinstance(wanted, tuple):
        return Tuple(wanted)
    if isinstance(wanted, ParamType):
        return wanted
    for known, found in ((str, STRING), (int, INT), (float, FLOAT), (bool, BOOL)):
        if wanted is known:
            return found
    if wanted is None or guessed:
        return STRING
    if isinstance(wanted, type) and issubclass(wanted, ParamType):
        raise AssertionError(f'Attempted to use an uninstantiated parameter type ({wanted}).')
    return FuncParamType(wanted)
`;
