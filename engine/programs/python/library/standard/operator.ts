export const operatorSource = `
def itemgetter(*keys):
    if len(keys) == 1:
        return lambda x: x[keys[0]]
    return lambda x: tuple(x[k] for k in keys)
def attrgetter(*names):
    def one(x, path):
        for n in path.split("."):
            x = getattr(x, n)
        return x
    if len(names) == 1:
        return lambda x: one(x, names[0])
    return lambda x: tuple(one(x, n) for n in names)
def methodcaller(name, *args, **kwargs):
    return lambda x: getattr(x, name)(*args, **kwargs)
add = lambda a, b: a + b
sub = lambda a, b: a - b
mul = lambda a, b: a * b
truediv = lambda a, b: a / b
floordiv = lambda a, b: a // b
mod = lambda a, b: a % b
eq = lambda a, b: a == b
ne = lambda a, b: a != b
lt = lambda a, b: a < b
le = lambda a, b: a <= b
gt = lambda a, b: a > b
ge = lambda a, b: a >= b
neg = lambda a: -a
not_ = lambda a: not a
contains = lambda a, b: b in a
`;
