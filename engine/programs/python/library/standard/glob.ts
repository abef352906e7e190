export const globSource = `
import fnmatch
import os

def has_magic(s):
    return any(c in s for c in '*?[')

def escape(pathname):
    return ''.join(f'[{c}]' if c in '*?[' else c for c in pathname)

def _names(folder):
    try:
        return os.listdir(folder or '.')
    except OSError:
        return []

def _below(folder, recursive_hidden):
    yield folder
    for name in _names(folder):
        path = os.path.join(folder, name) if folder else name
        if (recursive_hidden or not name.startswith('.')) and os.path.isdir(path) and not os.path.islink(path):
            yield from _below(path, recursive_hidden)

def _expand(folder, parts, recursive, hidden):
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == '**' and recursive:
        for each in _below(folder, hidden):
            if rest:
                yield from _expand(each, rest, recursive, hidden)
            else:
                yield each if each else ''
                for name in _names(each):
                    path = os.path.join(each, name) if each else name
                    if (hidden or not name.startswith('.')) and not os.path.isdir(path):
                        yield path
        return
    if not has_magic(part):
        path = os.path.join(folder, part) if folder else part
        if os.path.lexists(path):
            yield from _expand(path, rest, recursive, hidden)
        return
    for name in _names(folder):
        if name.startswith('.') and not part.startswith('.') and not hidden:
            continue
        if fnmatch.fnmatch(name, part):
            path = os.path.join(folder, name) if folder else name
            if not rest or os.path.isdir(path):
                yield from _expand(path, rest, recursive, hidden)

def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    start = '/' if pathname.startswith('/') else ''
    parts = [p for p in pathname.split('/') if p]
    if root_dir is not None and not start:
        root = os.fspath(root_dir).rstrip('/')
        for each in _expand(root, parts, recursive, include_hidden):
            if each != root:
                yield each[len(root) + 1:]
        return
    slash = '/' if pathname.endswith('/') and parts else ''
    for each in _expand(start, parts, recursive, include_hidden):
        if each != '' and (not slash or os.path.isdir(each)):
            yield each + slash

def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))
`;
