export const importlibSource = `
import sys
from importlib._find import find, import_as_main

def import_module(name, package=None):
    if name.startswith('.'):
        level = len(name) - len(name.lstrip('.'))
        base = package.split('.')
        base = base[:len(base) - level + 1]
        name = '.'.join(base + [name[level:]])
    __import__(name)
    return sys.modules_get(name)

def reload(module):
    raise NotImplementedError('importlib.reload(): not part of the simulation')

def invalidate_caches():
    pass
`;
