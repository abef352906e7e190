export const tracebackSource = String.raw`
import sys

class FrameSummary:
    def __init__(self, filename, lineno, name, line='', text=''):
        self.filename, self.lineno, self.name, self.line, self._text = filename, lineno, name, line, text
    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])
    def __getitem__(self, n):
        return (self.filename, self.lineno, self.name, self.line)[n]
    def __len__(self):
        return 4
    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

class StackSummary(list):
    def format(self):
        return format_list(self)

def format_list(extracted_list):
    return [each._text if isinstance(each, FrameSummary) and each._text else f'  File "{each[0]}", line {each[1]}, in {each[2]}\n' + (f'    {each[3].strip()}\n' if each[3] else '') for each in extracted_list]

def print_list(extracted_list, file=None):
    print(''.join(format_list(extracted_list)), end='', file=_stream(file))

def _stream(file):
    return sys.stderr if file is None else file

def _limited(frames, limit):
    made = StackSummary(FrameSummary(*each) for each in frames)
    return made if limit is None else StackSummary(made[:limit] if limit >= 0 else made[limit:])

def extract_stack(f=None, limit=None):
    return _limited(sys.stack_entries(None), limit)

def extract_tb(tb, limit=None):
    return StackSummary() if tb is None else _limited(sys.stack_entries(tb), limit)

def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()

def print_stack(f=None, limit=None, file=None):
    print(''.join(format_stack(f, limit)), end='', file=_stream(file))

def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()

def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), end='', file=_stream(file))

def _error(exc, value):
    return value if isinstance(value, BaseException) else exc

def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    return sys.traceback_text(_error(exc, value)).splitlines(True)

def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print(sys.traceback_text(_error(exc, value)), end='', file=_stream(file))

def format_exc(limit=None, chain=True):
    error = sys.exception()
    return 'NoneType: None\n' if error is None else sys.traceback_text(error)

def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), end='', file=_stream(file))

def format_exception_only(exc, value=None):
    error = _error(exc, value)
    if isinstance(error, type) or error is None:
        return [f'{getattr(error, "__name__", error)}\n']
    return sys.exception_text(error).splitlines(True)

class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **kwargs):
        self.exc_type, self._error, self.stack = exc_type, exc_value, extract_tb(exc_traceback)
    @classmethod
    def from_exception(cls, exc, **kwargs):
        return cls(type(exc), exc, exc.__traceback__)
    def format(self, chain=True):
        yield from format_exception(self._error)
    def format_exception_only(self):
        yield from format_exception_only(self._error)
    def print(self, file=None, chain=True):
        print_exception(self._error, file=file)
    def __str__(self):
        return str(self._error)
`;
