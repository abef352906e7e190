export const typesSource = `
def _f():
    yield
async def _c():
    pass
_coroutine = _c()
FunctionType = LambdaType = type(_f)
GeneratorType = type(_f())
CoroutineType = type(_coroutine)
_coroutine.close()
MethodType = type([].append.__class__) if False else type(type('_', (), {'m': lambda self: 0})().m)
BuiltinFunctionType = BuiltinMethodType = type(len)
import sys as _sys
ModuleType = type(_sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
UnionType = type(int | str)
TracebackType = type('traceback', (), {})
CodeType = type(compile('0', '', 'eval'))
del _f, _c, _coroutine

class SimpleNamespace:
    def __init__(self, /, **kwargs):
        for k, v in kwargs.items():
            setattr(self, k, v)
    def __repr__(self):
        return 'namespace(' + ', '.join(f'{k}={v!r}' for k, v in vars(self).items()) + ')'
    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and vars(self) == vars(other)

class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping
    def __getitem__(self, key):
        return self._mapping[key]
    def __contains__(self, key):
        return key in self._mapping
    def __iter__(self):
        return iter(self._mapping)
    def __len__(self):
        return len(self._mapping)
    def get(self, key, default=None):
        return self._mapping.get(key, default)
    def keys(self):
        return self._mapping.keys()
    def values(self):
        return self._mapping.values()
    def items(self):
        return self._mapping.items()
    def copy(self):
        return self._mapping.copy()
    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")
    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)
    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)
    def __repr__(self):
        return f'mappingproxy({self._mapping!r})'

class DynamicClassAttribute(property):
    pass

def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    meta = kwds.pop('metaclass', type(bases[0]) if bases else type)
    ns = {}
    if exec_body is not None:
        exec_body(ns)
    return meta(name, tuple(bases), ns, **kwds)

def resolve_bases(bases):
    return bases

def coroutine(f):
    return f
`;
