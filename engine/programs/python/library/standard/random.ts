/** CPython's Mersenne Twister, and what it makes of its numbers: a seed gives what it gives there. */
export const randomSource = `
import _os
import _random
from itertools import accumulate as _accumulate
from bisect import bisect as _bisect
from math import log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil, sqrt as _sqrt, acos as _acos, cos as _cos, sin as _sin, floor as _floor
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53
TWOPI = 2.0 * _pi

class Random:
    VERSION = 3

    def __init__(self, x=None):
        self.gauss_next = None
        self.seed(x)

    def seed(self, a=None, version=2):
        if a is None:
            a = int.from_bytes(_os.urandom(32), 'big')
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            import _hashlib
            if isinstance(a, str):
                a = a.encode()
            a = int.from_bytes(bytes(a) + _hashlib.digest('sha512', bytes(a)), 'big')
        elif isinstance(a, float):
            a = hash(a)
        elif not isinstance(a, (type(None), int, float, str, bytes, bytearray)):
            raise TypeError('The only supported seed types are: None,\\nint, float, str, bytes, and bytearray.')
        self._state = _random.seeded(abs(int(a)))
        self._at = 624
        self.gauss_next = None

    def _word(self):
        if self._at >= 624:
            self._state = _random.turned(self._state)
            self._at = 0
        word = _random.tempered(self._state, self._at)
        self._at += 1
        return word

    def random(self):
        a, b = self._word() >> 5, self._word() >> 6
        return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0)

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        result = 0
        at = 0
        while at < k:
            word = self._word()
            if k - at < 32:
                word >>= 32 - (k - at)
            result |= word << at
            at += 32
        return result

    def getstate(self):
        return self.VERSION, _random.words(self._state) + (self._at,), self.gauss_next

    def setstate(self, state):
        if state[0] != 3:
            raise ValueError(f'state with version {state[0]} passed to Random.setstate() of version 3')
        self._state = _random.state(state[1][:624])
        self._at = state[1][624]
        self.gauss_next = state[2]

    def _randbelow(self, n):
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            if start > 0:
                return self._randbelow(start)
            raise ValueError('empty range for randrange()')
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError(f'empty range for randrange() ({start}, {stop}, {width})')
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError('zero step for randrange()')
        if n <= 0:
            raise ValueError('empty range for randrange()')
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        n = len(population)
        if counts is not None:
            sums = list(_accumulate(counts))
            picks = self.sample(range(sums.pop() if len(sums) == len(population) else 0), k=k)
            sums = list(_accumulate(counts))
            return [population[_bisect(sums, pick)] for pick in picks]
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                n += 0.0
                return [population[_floor(self.random() * n)] for i in range(k)]
            cum_weights = list(_accumulate(weights))
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        return [population[_bisect(cum_weights, self.random() * total, 0, n - 1)] for i in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            x2pi = self.random() * TWOPI
            g2rad = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(x2pi) * g2rad
            self.gauss_next = _sin(x2pi) * g2rad
        return mu + z * sigma

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

class SystemRandom(Random):
    def __init__(self, x=None):
        self.gauss_next = None

    def random(self):
        return _os.random()

    def getrandbits(self, k):
        size = (k + 7) // 8
        return int.from_bytes(_os.urandom(size), 'big') >> (size * 8 - k)

    def seed(self, *args, **kwargs):
        return None

_inst = None

def _own():
    global _inst
    if _inst is None:
        _inst = Random()
    return _inst

def _bound(name):
    def call(*args, **kwargs):
        return getattr(_own(), name)(*args, **kwargs)
    call.__name__ = call.__qualname__ = name
    return call

seed, random, uniform, triangular, randint, choice = map(_bound, ('seed', 'random', 'uniform', 'triangular', 'randint', 'choice'))
randrange, sample, shuffle, choices, normalvariate = map(_bound, ('randrange', 'sample', 'shuffle', 'choices', 'normalvariate'))
lognormvariate, expovariate, gauss, paretovariate = map(_bound, ('lognormvariate', 'expovariate', 'gauss', 'paretovariate'))
weibullvariate, getstate, setstate, getrandbits, randbytes = map(_bound, ('weibullvariate', 'getstate', 'setstate', 'getrandbits', 'randbytes'))
`;
