export const unittestPatching = String.raw`
class _Patch:
    def __init__(self, target, attribute, new, spec=None, create=False, new_callable=None, kwargs=None):
        self._target, self._attribute, self._new = target, attribute, new
        self._create, self._callable, self._kwargs, self._specified = create, new_callable, kwargs or {}, spec

    def _where(self):
        if not isinstance(self._target, str):
            return self._target
        parts = self._target.split('.')
        found = importlib.import_module(parts[0])
        for at, part in enumerate(parts[1:], 2):
            try:
                found = getattr(found, part)
            except AttributeError:
                found = importlib.import_module('.'.join(parts[:at]))
        return found

    def __enter__(self):
        self._holder = self._where()
        if not self._create and not hasattr(self._holder, self._attribute):
            raise AttributeError(f'{self._holder!r} does not have the attribute {self._attribute!r}')
        self._old = getattr(self._holder, self._attribute, DEFAULT)
        new = self._new
        if new is DEFAULT:
            make = self._callable or (AsyncMock if inspect.iscoroutinefunction(self._old) else MagicMock)
            new = make(name=self._attribute, **self._kwargs) if issubclass(make, NonCallableMock) else make(**self._kwargs)
        setattr(self._holder, self._attribute, new)
        return new

    def __exit__(self, *exception):
        if self._old is DEFAULT:
            delattr(self._holder, self._attribute)
        else:
            setattr(self._holder, self._attribute, self._old)
        return False

    start = __enter__
    def stop(self):
        self.__exit__()

    def __call__(self, thing):
        if isinstance(thing, type):
            for name in dir(thing):
                if name.startswith('test') and callable(getattr(thing, name)):
                    setattr(thing, name, self(getattr(thing, name)))
            return thing
        if inspect.iscoroutinefunction(thing):
            @wraps(thing)
            async def patched(*args, **kwargs):
                with self as new:
                    return await thing(*args, *((new,) if self._new is DEFAULT else ()), **kwargs)
        else:
            @wraps(thing)
            def patched(*args, **kwargs):
                with self as new:
                    return thing(*args, *((new,) if self._new is DEFAULT else ()), **kwargs)
        del patched.__wrapped__
        return patched

class _Patcher:
    def __call__(self, target, new=DEFAULT, spec=None, create=False, new_callable=None, **kwargs):
        path, _, attribute = target.rpartition('.')
        if not path:
            raise TypeError(f'Need a valid target to patch. You supplied: {target!r}')
        return _Patch(path, attribute, new, spec, create, new_callable, kwargs)

    def object(self, target, attribute, new=DEFAULT, spec=None, create=False, new_callable=None, **kwargs):
        return _Patch(target, attribute, new, spec, create, new_callable, kwargs)

    def dict(self, in_dict, values=(), clear=False, **kwargs):
        return _PatchDict(in_dict, {**dict(values), **kwargs}, clear)

class _PatchDict:
    def __init__(self, target, values, clear):
        self._target, self._values, self._clear = target, values, clear
    def __enter__(self):
        target = self._target
        if isinstance(target, str):
            path, _, name = target.rpartition('.')
            target = getattr(importlib.import_module(path), name)
        self._found, self._old = target, dict(target.items())
        if self._clear:
            for key in list(target):
                del target[key]
        for key, value in self._values.items():
            target[key] = value
        return target
    def __exit__(self, *exception):
        for key in list(self._found):
            del self._found[key]
        for key, value in self._old.items():
            self._found[key] = value
        return False
    start = __enter__
    def stop(self):
        self.__exit__()
    def __call__(self, f):
        @wraps(f)
        def patched(*args, **kwargs):
            with self:
                return f(*args, **kwargs)
        return patched

patch = _Patcher()

def create_autospec(spec, **kwargs):
    return MagicMock(spec=spec, **kwargs)

def mock_open(mock=None, read_data=''):
    import io
    made = MagicMock(name='open')
    def opened(*args, **kwargs):
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)
    made.side_effect = opened
    return made
`;
