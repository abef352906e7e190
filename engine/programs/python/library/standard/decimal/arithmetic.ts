/** decimal: what is calculated */
export const decimalArithmetic = String.raw`
class _Arithmetic:
    __slots__ = ()

    def __neg__(self):
        return Decimal._made(not self._negative and self._int != 0, self._int, self._exp)._keep(self)._fix()

    def __pos__(self):
        return self._fix()

    def __abs__(self):
        return Decimal._made(False, self._int, self._exp)._keep(self)._fix()

    def _keep(self, other):
        self._special = other._special
        return self

    def copy_abs(self):
        return Decimal._made(False, self._int, self._exp)._keep(self)

    def copy_negate(self):
        return Decimal._made(not self._negative, self._int, self._exp)._keep(self)

    @staticmethod
    def _other(value):
        if isinstance(value, Decimal):
            return value
        return Decimal(value) if isinstance(value, int) else None

    def _both(self, other):
        low = min(self._exp, other._exp)
        if max(self._exp, other._exp) - low > _EXPONENT_MAX:
            raise Overflow([Overflow])
        return self._signed() * 10 ** (self._exp - low), other._signed() * 10 ** (other._exp - low), low

    def __add__(self, other):
        other = Decimal._other(other)
        if other is None:
            return NotImplemented
        if self._special or other._special:
            if 'NaN' in (self._special, other._special):
                return Decimal._strange('NaN')
            if self._special and other._special and self._negative != other._negative:
                raise InvalidOperation([InvalidOperation])
            return self if self._special else other
        one, two, low = self._both(other)
        total = one + two
        return Decimal._made(total < 0 or total == 0 and self._negative and other._negative, abs(total), low)._fix()

    __radd__ = __add__

    def __sub__(self, other):
        other = Decimal._other(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        return Decimal._other(other) - self

    def __mul__(self, other):
        other = Decimal._other(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            if 'NaN' in (self._special, other._special):
                return Decimal._strange('NaN')
            if not self or not other:
                raise InvalidOperation([InvalidOperation])
            return Decimal._strange('Infinity', negative)
        return Decimal._made(negative, self._int * other._int, self._exp + other._exp)._fix()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Decimal._other(other)
        if other is None:
            return NotImplemented
        negative = self._negative != other._negative
        if self._special or other._special:
            if 'NaN' in (self._special, other._special):
                return Decimal._strange('NaN')
            if self._special and other._special:
                raise InvalidOperation([InvalidOperation])
            return Decimal._strange('Infinity', negative) if self._special else Decimal._made(negative, 0, 0)
        if other._int == 0:
            if self._int == 0:
                raise InvalidOperation([DivisionUndefined])
            raise DivisionByZero([DivisionByZero])
        ideal = self._exp - other._exp
        if self._int == 0:
            return Decimal._made(negative, 0, ideal)
        shift = max(0, getcontext().prec + len(str(other._int)) - len(str(self._int)) + 1)
        whole, rest = divmod(self._int * 10 ** shift, other._int)
        exponent = ideal - shift
        if rest:
            if whole % 5 == 0:
                whole += 1
        else:
            while exponent < ideal and whole % 10 == 0:
                whole //= 10
                exponent += 1
        return Decimal._made(negative, whole, exponent)._fix()

    def __rtruediv__(self, other):
        return Decimal._other(other) / self

    def _divided(self, other):
        if other._int == 0 and not other._special:
            raise DivisionByZero([DivisionByZero]) if self else InvalidOperation([DivisionUndefined])
        one, two, low = self._both(other)
        whole, rest = divmod(abs(one), abs(two))
        return Decimal._made(self._negative != other._negative, whole, 0), Decimal._made(self._negative, rest, low)._fix()

    def __divmod__(self, other):
        other = Decimal._other(other)
        return NotImplemented if other is None else self._divided(other)

    def __floordiv__(self, other):
        other = Decimal._other(other)
        return NotImplemented if other is None else self._divided(other)[0]

    def __rfloordiv__(self, other):
        return Decimal._other(other) // self

    def __mod__(self, other):
        other = Decimal._other(other)
        if other is None:
            return NotImplemented
        if other._int == 0 and not other._special:
            raise InvalidOperation([DivisionUndefined if not self else InvalidOperation])
        return self._divided(other)[1]

    def __rmod__(self, other):
        return Decimal._other(other) % self

    def __pow__(self, other, modulo=None):
        other = Decimal._other(other)
        if other is None:
            return NotImplemented
        if other == int(other):
            n = int(other)
            if abs(n) > 10000:
                raise Overflow([Overflow])
            if n < 0:
                return Decimal(1) / self ** -n
            return Decimal._made(self._negative and n % 2 == 1, self._int ** n, self._exp * n)._fix()
        if self._negative:
            raise InvalidOperation([InvalidOperation])
        return (self.ln() * other).exp()

    def __rpow__(self, other):
        return Decimal._other(other) ** self

    def sqrt(self, context=None):
        if self._negative and self._int:
            raise InvalidOperation([InvalidOperation])
        from math import isqrt
        prec = getcontext().prec + 1
        exponent = self._exp >> 1
        whole = self._int * 10 if self._exp & 1 else self._int
        size = (len(str(whole)) + 1) >> 1
        shift = prec - size
        exact = True
        if shift >= 0:
            whole *= 100 ** shift
        else:
            whole, rest = divmod(whole, 100 ** -shift)
            exact = not rest
        root = isqrt(whole)
        exact = exact and root * root == whole
        if exact:
            root = root // 10 ** shift if shift >= 0 else root * 10 ** -shift
            return Decimal._made(False, root, exponent)._fix()
        if root % 5 == 0:
            root += 1
        return Decimal._made(False, root, exponent - shift)._fix()

    def exp(self, context=None):
        with localcontext() as wide:
            wide.prec += 5
            halves = 0
            x = self
            while abs(x) > 1:
                x /= 2
                halves += 1
            term = total = Decimal(1)
            n = 1
            while True:
                term = term * x / n
                if total + term == total:
                    break
                total += term
                n += 1
            for _ in range(halves):
                total *= total
        return total._fix()

    def ln(self, context=None):
        if self <= 0:
            raise InvalidOperation([InvalidOperation])
        import math
        with localcontext() as wide:
            wide.prec += 5
            x = Decimal(str(math.log(float(self))))
            for _ in range(4):
                power = x.exp()
                x = x + 2 * (self - power) / (self + power)
        return x._fix()

    def log10(self, context=None):
        short = self.normalize()
        if short._int == 1 and not short._special and not short._negative:
            return Decimal(short._exp)
        with localcontext() as wide:
            wide.prec += 3
            made = self.ln() / Decimal(10).ln()
        return made._fix()
`;
