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
pos = lambda a: +a
inv = invert = lambda a: ~a
index = lambda a: a.__index__()
pow = lambda a, b: a ** b
and_ = lambda a, b: a & b
or_ = lambda a, b: a | b
xor = lambda a, b: a ^ b
lshift = lambda a, b: a << b
rshift = lambda a, b: a >> b
matmul = lambda a, b: a @ b
concat = lambda a, b: a + b
truth = bool
is_ = lambda a, b: a is b
is_not = lambda a, b: a is not b
getitem = lambda a, b: a[b]
def setitem(a, b, c):
    a[b] = c
def delitem(a, b):
    del a[b]
def countOf(a, b):
    return sum(1 for each in a if each is b or each == b)
def indexOf(a, b):
    for n, each in enumerate(a):
        if each is b or each == b:
            return n
    raise ValueError('sequence.index(x): x not in sequence')
def iadd(a, b):
    a += b
    return a
iconcat = iadd
def isub(a, b):
    a -= b
    return a
def imul(a, b):
    a *= b
    return a
def ior(a, b):
    a |= b
    return a
def iand(a, b):
    a &= b
    return a
not_ = lambda a: not a
contains = lambda a, b: b in a
`;
