export const unittestMocks = String.raw`
import importlib
import inspect
import sys
from functools import wraps

class _Sentinel:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f'sentinel.{self.name}'

class _Sentinels:
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        made = self.__dict__[name] = _Sentinel(name)
        setattr(self, name, made)
        return made

sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT

class _Any:
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    def __repr__(self):
        return '<ANY>'

ANY = _Any()

class _Call:
    def __init__(self, args=(), kwargs=None, name=''):
        self.args, self.kwargs, self._name = args, kwargs or {}, name
    def __eq__(self, other):
        if isinstance(other, tuple):
            other = _Call(other[0] if other else (), other[1] if len(other) > 1 else {})
        if not isinstance(other, _Call):
            return NotImplemented
        return self.args == other.args and self.kwargs == other.kwargs and (not self._name or not other._name or self._name == other._name)
    def __call__(self, *args, **kwargs):
        return _Call(args, kwargs, self._name)
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return _Call(name=f'{self._name}.{name}' if self._name else name)
    def __iter__(self):
        return iter((self.args, self.kwargs))
    def __getitem__(self, at):
        return (self.args, self.kwargs)[at]
    def __len__(self):
        return 2
    def __repr__(self):
        return f"call{'.' + self._name if self._name else ''}({_arguments(self.args, self.kwargs)})"

call = _Call()

def _arguments(args, kwargs):
    return ', '.join([repr(a) for a in args] + [f'{k}={v!r}' for k, v in kwargs.items()])

_ACTUAL = '  Actual' if sys.version_info >= (3, 12) else 'Actual'

class NonCallableMock:
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, **kwargs):
        for key, value in dict(_children={}, _name=name, _parent=None, _wraps=wraps, _spec=spec if spec is not None else spec_set, side_effect=side_effect, _return=return_value).items():
            object.__setattr__(self, key, value)
        self._spec_names = None if self._spec is None else (list(self._spec) if isinstance(self._spec, (list, tuple)) else dir(self._spec))
        self.reset_mock()
        for key, value in kwargs.items():
            target = self
            *path, last = key.split('.')
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def reset_mock(self, *, return_value=False, side_effect=False):
        self.called, self.call_count, self.call_args = False, 0, None
        self.call_args_list, self.method_calls, self.mock_calls = [], [], []
        for child in self._children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock()
        if return_value:
            self._return = DEFAULT
        if side_effect:
            self.side_effect = None

    @property
    def __class__(self):
        spec = self.__dict__.get('_spec')
        return spec if isinstance(spec, type) else type(self)

    @property
    def return_value(self):
        if self._return is DEFAULT:
            object.__setattr__(self, '_return', self._child('()'))
        return self._return

    @return_value.setter
    def return_value(self, value):
        object.__setattr__(self, '_return', value)

    def _child(self, name):
        made = type(self)() if not isinstance(self, AsyncMock) or name != '()' else MagicMock()
        object.__setattr__(made, '_parent', self)
        object.__setattr__(made, '_name', name)
        return made

    def __getattr__(self, name):
        if name in ('_children', '_spec_names') or name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        if name.startswith('assert') and name not in _ASSERTS:
            raise AttributeError(f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.')
        if self._spec_names is not None and name not in self._spec_names:
            raise AttributeError(f'Mock object has no attribute {name!r}')
        if name not in self._children:
            self._children[name] = self._child(name)
        return self._children[name]

    def _path(self):
        if self._parent is None:
            return self._name or 'mock'
        before = self._parent._path()
        return before + '()' if self._name == '()' else f'{before}.{self._name}'

    def __repr__(self):
        name = f" name='{self._path()}'" if self._name or self._parent is not None else ''
        spec = '' if self._spec is None else f" spec='{getattr(self._spec, '__name__', type(self._spec).__name__)}'"
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    def attach_mock(self, mock, attribute):
        object.__setattr__(mock, '_parent', self)
        object.__setattr__(mock, '_name', attribute)
        self._children[attribute] = mock

    def configure_mock(self, **kwargs):
        for key, value in kwargs.items():
            setattr(self, key, value)

    def _record(self, args, kwargs):
        self.called = True
        self.call_count += 1
        self.call_args = _Call(args, kwargs)
        self.call_args_list.append(self.call_args)
        self.mock_calls.append(self.call_args)
        node, name = self, ''
        while node._parent is not None:
            name = f'{node._name}.{name}' if name and node._name != '()' else node._name if not name else f'{node._name}{"." if name[0] != "(" else ""}{name}'
            node = node._parent
            node.mock_calls.append(_Call(args, kwargs, name))
            if '()' not in name:
                node.method_calls.append(_Call(args, kwargs, name))

    def _result(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if not callable(effect):
                if not hasattr(effect, '__next__'):
                    self.side_effect = effect = iter(effect)
                found = next(effect)
                if isinstance(found, BaseException) or isinstance(found, type) and issubclass(found, BaseException):
                    raise found
                return found
            found = effect(*args, **kwargs)
            if found is not DEFAULT:
                return found
        if self._return is not DEFAULT:
            return self._return
        return self._wraps(*args, **kwargs) if self._wraps is not None else self.return_value

    def _shown(self, args, kwargs):
        return f"{self._name or 'mock'}({_arguments(args, kwargs)})"

    def _times(self):
        return '\nCalls: ' + repr(self.mock_calls) + '.' if self.mock_calls else ''

    def assert_called(self):
        if not self.called:
            raise AssertionError(f"Expected '{self._name or 'mock'}' to have been called.")

    def assert_not_called(self):
        if self.called:
            raise AssertionError(f"Expected '{self._name or 'mock'}' to not have been called. Called {self.call_count} times.{self._times()}")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name or 'mock'}' to have been called once. Called {self.call_count} times.{self._times()}")

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError(f'expected call not found.\nExpected: {self._shown(args, kwargs)}\n{_ACTUAL}: not called.')
        if self.call_args != _Call(args, kwargs):
            actual = self._shown(self.call_args.args, self.call_args.kwargs)
            raise AssertionError(f'expected call not found.\nExpected: {self._shown(args, kwargs)}\n{_ACTUAL}: {actual}')

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name or 'mock'}' to be called once. Called {self.call_count} times.{self._times()}")
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if _Call(args, kwargs) not in self.call_args_list:
            raise AssertionError(f'{self._shown(args, kwargs)} call not found')

    def assert_has_calls(self, calls, any_order=False):
        calls, made = list(calls), list(self.mock_calls)
        if any_order:
            missing = [c for c in calls if c not in made]
            if missing:
                raise AssertionError(f'{missing!r} does not contain all of {calls!r} in its call list, found {made!r} instead')
        elif not any(made[at:at + len(calls)] == calls for at in range(len(made) - len(calls) + 1)):
            raise AssertionError(f'Calls not found.\nExpected: {calls!r}\n  Actual: {made!r}')

_ASSERTS = ('assert_called', 'assert_not_called', 'assert_called_once', 'assert_called_with', 'assert_called_once_with', 'assert_any_call', 'assert_has_calls')

class Mock(NonCallableMock):
    def __call__(self, *args, **kwargs):
        self._record(args, kwargs)
        return self._result(args, kwargs)

class MagicMock(Mock):
    def __enter__(self):
        return getattr(self, 'enter_').return_value if 'enter_' in self._children else self._magic('__enter__')
    def _magic(self, name):
        key = name.strip('_') + '_'
        return self._children.setdefault(key, self._child(name)).return_value
    def __exit__(self, *exception):
        return False
    def __len__(self):
        return 0
    def __iter__(self):
        return iter([])
    def __contains__(self, item):
        return False
    def __bool__(self):
        return True
    def __int__(self):
        return 1
    def __float__(self):
        return 1.0
    def __getitem__(self, key):
        return self._magic('__getitem__')
    def __setitem__(self, key, value):
        pass
    def __hash__(self):
        return id(self)
    def __eq__(self, other):
        return self is other

class AsyncMock(MagicMock):
    async def __call__(self, *args, **kwargs):
        self._record(args, kwargs)
        found = self._result(args, kwargs)
        return await found if hasattr(found, 'cr_frame') else found
    @property
    def await_count(self):
        return self.call_count
    def assert_awaited(self):
        self.assert_called()
    def assert_awaited_once(self):
        self.assert_called_once()
    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_called_once_with(*args, **kwargs)

class PropertyMock(Mock):
    def __get__(self, obj, owner=None):
        return self()
    def __set__(self, obj, value):
        self(value)
`;
