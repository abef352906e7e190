export const tracebackSource = String.raw`
import sys

def format_exc(limit=None, chain=True):
    error = sys.exception()
    return 'NoneType: None\n' if error is None else sys.traceback_text(error)

def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), end='', file=file if file is not None else sys.stderr)

def format_exception(exc, value=None, tb=None, **kwargs):
    return sys.traceback_text(value if value is not None else exc).splitlines(True)

def print_exception(exc, value=None, tb=None, limit=None, file=None, **kwargs):
    print(sys.traceback_text(value if value is not None else exc), end='', file=file if file is not None else sys.stderr)

def format_exception_only(exc, value=None):
    error = value if value is not None else exc
    text = str(error)
    return [f"{type(error).__name__}: {text}\n" if text else f"{type(error).__name__}\n"]

def format_tb(tb, limit=None):
    return []

def print_stack(*args, **kwargs):
    raise NotImplementedError('traceback.print_stack(): not part of the simulation')
`;
