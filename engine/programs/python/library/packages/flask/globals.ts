export const flaskGlobalsSource = `
import threading

class _Stack:
    def __init__(self):
        self._contexts = {}

    def top(self):
        found = self._contexts.get(threading.get_ident())
        return found[-1] if found else None

    def push(self, context):
        self._contexts.setdefault(threading.get_ident(), []).append(context)

    def pop(self):
        ident = threading.get_ident()
        self._contexts[ident].pop()
        if not self._contexts[ident]:
            del self._contexts[ident]

_stack = _Stack()

class _Globals:
    def get(self, name, default=None):
        return self.__dict__.get(name, default)
    def pop(self, name, default=None):
        value = self.__dict__.get(name, default)
        if hasattr(self, name):
            delattr(self, name)
        return value
    def setdefault(self, name, default=None):
        if not hasattr(self, name):
            setattr(self, name, default)
        return getattr(self, name)
    def __contains__(self, name):
        return name in self.__dict__

class _Context:
    def __init__(self, app, request):
        self.app = app
        self.request = request
        self.g = _Globals()
        self.session = None
        self.after = []

    def push(self):
        _stack.push(self)

    def pop(self, exc=None):
        _stack.pop()

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, *args):
        self.pop()

_NO_REQUEST = """Working outside of request context.

This typically means that you attempted to use functionality that needed
an active HTTP request. Consult the documentation on testing for
information about how to avoid this problem."""
_NO_APP = """Working outside of application context.

This typically means that you attempted to use functionality that needed
the current application. To solve this, set up an application context
with app.app_context(). See the documentation for more information."""

class _Proxy:
    def __init__(self, find):
        object.__setattr__(self, '_find', find)
    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, '_find')(), name)
    def __setattr__(self, name, value):
        setattr(object.__getattribute__(self, '_find')(), name, value)
    def __delattr__(self, name):
        delattr(object.__getattribute__(self, '_find')(), name)
    def _get_current_object(self):
        return object.__getattribute__(self, '_find')()
    def __repr__(self):
        return repr(object.__getattribute__(self, '_find')())
    def __str__(self):
        return str(object.__getattribute__(self, '_find')())
    def __contains__(self, item):
        return item in object.__getattribute__(self, '_find')()
    def __getitem__(self, key):
        return object.__getattribute__(self, '_find')()[key]
    def __setitem__(self, key, value):
        object.__getattribute__(self, '_find')()[key] = value
    def __delitem__(self, key):
        del object.__getattribute__(self, '_find')()[key]
    def __iter__(self):
        return iter(object.__getattribute__(self, '_find')())
    def __len__(self):
        return len(object.__getattribute__(self, '_find')())
    def __bool__(self):
        try:
            return bool(object.__getattribute__(self, '_find')())
        except RuntimeError:
            return False

def _request():
    context = _stack.top()
    if context is None or context.request is None:
        raise RuntimeError(_NO_REQUEST)
    return context.request

def _app():
    context = _stack.top()
    if context is None:
        raise RuntimeError(_NO_APP)
    return context.app

def _g():
    context = _stack.top()
    if context is None:
        raise RuntimeError(_NO_APP)
    return context.g

def _session():
    context = _stack.top()
    if context is None or context.request is None:
        raise RuntimeError(_NO_REQUEST)
    if context.session is None:
        from flask.sessions import open_session
        context.session = open_session(context.app, context.request)
    return context.session

request = _Proxy(_request)
current_app = _Proxy(_app)
g = _Proxy(_g)
session = _Proxy(_session)
`;
