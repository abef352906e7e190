export const fractionsSource = String.raw`
import math
import numbers
import re

class Fraction(numbers.Rational):
    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, Fraction):
                self.numerator, self.denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, int):
                self.numerator, self.denominator = int(numerator), 1
                return self
            if isinstance(numerator, float) or hasattr(numerator, 'as_integer_ratio'):
                self.numerator, self.denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError('argument should be a string or a Rational instance')
            m = re.match(r'\s*([-+]?)(\d*)(?:/(\d+)|(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*\Z', numerator)
            if m is None or not (m.group(2) or m.group(4)):
                raise ValueError(f'Invalid literal for Fraction: {numerator!r}')
            sign, whole, under, rest, exponent = m.groups()
            n, d = int(whole or '0'), int(under or '1')
            if rest:
                n, d = n * 10 ** len(rest) + int(rest), 10 ** len(rest)
            if exponent:
                n, d = (n * 10 ** int(exponent), d) if int(exponent) >= 0 else (n, d * 10 ** -int(exponent))
            numerator, denominator = -n if sign == '-' else n, d
        elif isinstance(numerator, Fraction) or isinstance(denominator, Fraction):
            a, b = Fraction(numerator), Fraction(denominator)
            numerator, denominator = a.numerator * b.denominator, a.denominator * b.numerator
        if not isinstance(numerator, int) or not isinstance(denominator, int):
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self.numerator, self.denominator = numerator // g, denominator // g
        return self

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    def as_integer_ratio(self):
        return self.numerator, self.denominator

    def limit_denominator(self, max_denominator=1000000):
        if self.denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self.numerator, self.denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        first, second = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return second if abs(second - self) <= abs(first - self) else first

    def __repr__(self):
        return f'Fraction({self.numerator}, {self.denominator})'

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f'{self.numerator}/{self.denominator}'

    def _with(self, other, exact, name):
        if isinstance(other, (int, Fraction)):
            return exact(self, Fraction(other))
        if isinstance(other, float):
            return getattr(float(self), name)(other)
        return NotImplemented

    def __add__(self, other):
        return self._with(other, lambda a, b: Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator), '__add__') if not isinstance(other, float) else float(self) + other
    __radd__ = __add__
    def __sub__(self, other):
        return float(self) - other if isinstance(other, float) else self._with(other, lambda a, b: Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator), '')
    def __rsub__(self, other):
        return other - float(self) if isinstance(other, float) else Fraction(other) - self
    def __mul__(self, other):
        return float(self) * other if isinstance(other, float) else self._with(other, lambda a, b: Fraction(a.numerator * b.numerator, a.denominator * b.denominator), '')
    __rmul__ = __mul__
    def __truediv__(self, other):
        return float(self) / other if isinstance(other, float) else self._with(other, lambda a, b: Fraction(a.numerator * b.denominator, a.denominator * b.numerator), '')
    def __rtruediv__(self, other):
        return other / float(self) if isinstance(other, float) else Fraction(other) / self
    def __floordiv__(self, other):
        return math.floor(self / other)
    def __mod__(self, other):
        return self - other * (self // other)
    def __pow__(self, n):
        if isinstance(n, int):
            return Fraction(self.numerator ** n, self.denominator ** n) if n >= 0 else Fraction(self.denominator ** -n, self.numerator ** -n)
        return float(self) ** float(n)
    def __rpow__(self, base):
        return base ** self.numerator if self.denominator == 1 else base ** float(self)
    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)
    def __pos__(self):
        return self
    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)
    def __float__(self):
        return self.numerator / self.denominator
    def __int__(self):
        return self.__trunc__()
    def __trunc__(self):
        return self.numerator // self.denominator if self.numerator >= 0 else -(-self.numerator // self.denominator)
    def __floor__(self):
        return self.numerator // self.denominator
    def __ceil__(self):
        return -(-self.numerator // self.denominator)
    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self.numerator, self.denominator)
            if rest * 2 < self.denominator or rest * 2 == self.denominator and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)
    def __bool__(self):
        return self.numerator != 0
    def __hash__(self):
        return hash(self.numerator) if self.denominator == 1 else hash(float(self))
    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            other = Fraction(other)
            return self.numerator == other.numerator and self.denominator == other.denominator
        return float(self) == other if isinstance(other, float) else NotImplemented
    def __lt__(self, other):
        return float(self) < other if isinstance(other, float) else (self - other).numerator < 0
    def __le__(self, other):
        return float(self) <= other if isinstance(other, float) else (self - other).numerator <= 0
    def __gt__(self, other):
        return float(self) > other if isinstance(other, float) else (self - other).numerator > 0
    def __ge__(self, other):
        return float(self) >= other if isinstance(other, float) else (self - other).numerator >= 0
`;
