export const warningsSource = String.raw`
import sys
import traceback

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno, self.file, self.line, self.source = message, category, filename, lineno, file, line, source
    def __str__(self):
        return f'{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}'

def _usual():
    return [
        ('default', '', DeprecationWarning, '__main__', 0),
        ('ignore', '', DeprecationWarning, '', 0),
        ('ignore', '', PendingDeprecationWarning, '', 0),
        ('ignore', '', ImportWarning, '', 0),
        ('ignore', '', ResourceWarning, '', 0),
    ]

filters = _usual()
_seen = set()

def _added(item, append):
    _seen.clear()
    if item in filters:
        filters.remove(item)
    filters.insert(len(filters) if append else 0, item)

def _checked(action):
    if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
        raise AssertionError(f'invalid action: {action!r}')
    return action

def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    _added((_checked(action), message, category, module, lineno), append)

def simplefilter(action, category=Warning, lineno=0, append=False):
    _added((_checked(action), '', category, '', lineno), append)

def resetwarnings():
    filters.clear()
    _seen.clear()

def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    return text + f'  {line.strip()}\n' if line else text

def showwarning(message, category, filename, lineno, file=None, line=None):
    print(formatwarning(message, category, filename, lineno, line), end='', file=sys.stderr if file is None else file)

def warn(message, category=None, stacklevel=1, source=None, **kwargs):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    stack = traceback.extract_stack()
    at = stack[-min(stacklevel, len(stack))] if stack else ('sys', 1, '', '')
    main = getattr(sys.modules.get('__main__'), '__file__', None)
    module = '__main__' if at[0] == main else at[0].removesuffix('.py').rpartition('/')[2]
    warn_explicit(message, category, at[0], at[1], module, line=at[3])

def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None, line=None):
    import re
    text = str(message)
    error = message if isinstance(message, Warning) else category(message)
    action = 'default'
    for how, pattern, kind, where, number in filters:
        if issubclass(category, kind) and (not pattern or re.match(pattern, text, re.I)) and (not where or re.match(where, module or '')) and number in (0, lineno):
            action = how
            break
    if action == 'error':
        raise error
    if action == 'ignore':
        return
    key = {'default': (text, category, filename, lineno), 'module': (text, category, module), 'once': (text, category)}.get(action)
    if key is not None:
        if key in _seen:
            return
        _seen.add(key)
    if _records:
        _records[-1].append(WarningMessage(error, category, filename, lineno, line=line))
    else:
        showwarning(error, category, filename, lineno, line=line)

_records = []

class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category
    def __enter__(self):
        self._filters, self._shown = filters[:], showwarning
        _seen.clear()
        if self._action is not None:
            simplefilter(self._action, self._category)
        if self._record:
            _records.append([])
            return _records[-1]
    def __exit__(self, *args):
        global showwarning
        filters[:] = self._filters
        showwarning = self._shown
        _seen.clear()
        if self._record:
            _records.pop()
`;
