export const atexitSource = `
_functions = []
def register(f, *args, **kwargs):
    _functions.append(lambda: f(*args, **kwargs))
    return f
def unregister(f):
    pass
`;
