/** Decimal numbers: a sign, an integer and an exponent, with a context of precision and rounding. */
export const decimalSource = String.raw`
import re as _re
ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = 'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR'
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP = 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN', 'ROUND_05UP'
MAX_PREC, MAX_EMAX, MIN_EMIN = 999999999999999999, 999999999999999999, -999999999999999999
_EXPONENT_MAX = 100000

class DecimalException(ArithmeticError):
    pass

class InvalidOperation(DecimalException):
    pass

class ConversionSyntax(InvalidOperation):
    pass

class DivisionByZero(DecimalException, ZeroDivisionError):
    pass

class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass

class Overflow(DecimalException):
    pass

class Inexact(DecimalException):
    pass

class Rounded(DecimalException):
    pass

class Underflow(DecimalException):
    pass

class Clamped(DecimalException):
    pass

class Subnormal(DecimalException):
    pass

class FloatOperation(DecimalException, TypeError):
    pass

for _each in (DecimalException, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionUndefined, Overflow, Inexact, Rounded, Underflow, FloatOperation):
    _each.__module__ = 'decimal'

def _rounded(whole, drop, negative, rounding):
    """An integer without its last digits."""
    unit = 10 ** drop
    kept, rest = divmod(whole, unit)
    if rest == 0 or rounding == ROUND_DOWN:
        return kept
    half = rest * 2 - unit
    up = {
        ROUND_UP: True,
        ROUND_CEILING: not negative,
        ROUND_FLOOR: negative,
        ROUND_HALF_UP: half >= 0,
        ROUND_HALF_DOWN: half > 0,
        ROUND_HALF_EVEN: half > 0 or half == 0 and kept % 2 == 1,
        ROUND_05UP: kept % 10 in (0, 5),
    }[rounding]
    return kept + 1 if up else kept

class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        self.prec = 28 if prec is None else prec
        self.rounding = rounding or ROUND_HALF_EVEN
        self.Emin, self.Emax, self.capitals, self.clamp = -999999, 999999, 1, 0
        self.traps = {InvalidOperation: True, DivisionByZero: True, Overflow: True} if traps is None else traps
        self.flags = {} if flags is None else flags

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, value='0'):
        return Decimal(value)._fix()

    def quantize(self, a, b):
        return Decimal(a).quantize(b)

    def divide(self, a, b):
        return Decimal(a) / b

    def __repr__(self):
        return f'Context(prec={self.prec}, rounding={self.rounding}, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])'

_context = Context()
DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP)
ExtendedContext = Context(9)

def getcontext():
    return _context

def setcontext(context):
    global _context
    _context = context

class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (ctx or getcontext()).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._old)

_pattern = _re.compile(r'([+-])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$|([+-])?(inf|infinity|s?nan)$', _re.IGNORECASE)

class Decimal:
    __slots__ = ('_negative', '_int', '_exp', '_special')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        self._special = None
        if isinstance(value, Decimal):
            self._negative, self._int, self._exp, self._special = value._negative, value._int, value._exp, value._special
        elif isinstance(value, int):
            self._negative, self._int, self._exp = value < 0, abs(int(value)), 0
        elif isinstance(value, float):
            if value != value or value in (float('inf'), float('-inf')):
                self._negative, self._int, self._exp = value < 0, 0, 0
                self._special = 'NaN' if value != value else 'Infinity'
            else:
                top, bottom = abs(value).as_integer_ratio()
                places = bottom.bit_length() - 1
                self._negative, self._int, self._exp = str(value).startswith('-'), top * 5 ** places, -places
        elif isinstance(value, str):
            self._parse(value)
        elif isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            self._negative, self._exp = sign == 1, exponent
            self._int = int(''.join(map(str, digits)) or '0')
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        return self

    def _parse(self, text):
        found = _pattern.match(text.strip().replace('_', ''))
        if not found:
            raise InvalidOperation([ConversionSyntax])
        sign, whole, fraction, only, exponent, special_sign, special = found.groups()
        self._negative = (sign or special_sign) == '-'
        if special:
            self._int, self._exp = 0, 0
            self._special = 'Infinity' if special.lower().startswith('inf') else 'NaN'
            return
        fraction = fraction or only or ''
        self._int = int((whole or '') + fraction)
        self._exp = int(exponent or 0) - len(fraction)
        if abs(self._exp) > _EXPONENT_MAX:
            raise Overflow([Overflow])

    @classmethod
    def from_float(cls, value):
        return cls(value)

    @staticmethod
    def _made(negative, whole, exponent):
        self = object.__new__(Decimal)
        self._negative, self._int, self._exp, self._special = negative, whole, exponent, None
        return self

    @staticmethod
    def _strange(name, negative=False):
        self = Decimal._made(negative, 0, 0)
        self._special = name
        return self

    def _fix(self, context=None):
        context = context or getcontext()
        digits = len(str(self._int))
        if self._special or digits <= context.prec:
            return self
        drop = digits - context.prec
        kept = _rounded(self._int, drop, self._negative, context.rounding)
        if len(str(kept)) > context.prec:
            kept, drop = kept // 10, drop + 1
        return Decimal._made(self._negative, kept, self._exp + drop)

    def _digits(self):
        return str(self._int)

    def __str__(self):
        sign = '-' if self._negative else ''
        if self._special:
            return sign + self._special
        digits = str(self._int)
        left = len(digits) + self._exp
        if self._exp <= 0 and left > -6:
            if self._exp == 0:
                return sign + digits
            if left > 0:
                return sign + digits[:left] + '.' + digits[left:]
            return sign + '0.' + '0' * -left + digits
        point = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
        return f'{sign}{point}E{left - 1:+d}'

    def __repr__(self):
        return f"Decimal('{self}')"

    def _signed(self):
        return -self._int if self._negative else self._int

    def __hash__(self):
        if self._special:
            return hash(float(self))
        if self._exp >= 0:
            return hash(self._signed() * 10 ** self._exp)
        top, bottom = self.as_integer_ratio()
        return hash(top) if bottom == 1 else hash(top / bottom)

    def __bool__(self):
        return bool(self._special) or self._int != 0

    def __int__(self):
        if self._special:
            raise (ValueError if self._special == 'NaN' else OverflowError)('cannot convert ' + ('NaN' if self._special == 'NaN' else 'Infinity') + ' to integer')
        whole = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -whole if self._negative else whole

    __trunc__ = __int__

    def __float__(self):
        return float(str(self).replace('Infinity', 'inf'))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(Decimal._made(False, 1, -n), ROUND_HALF_EVEN)

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

    def quantize(self, exp, rounding=None, context=None):
        exp = Decimal(exp)
        if self._special or exp._special:
            return self
        rounding = rounding or getcontext().rounding
        if exp._exp <= self._exp:
            if self._exp - exp._exp > getcontext().prec * 2:
                raise InvalidOperation([InvalidOperation])
            whole = self._int * 10 ** (self._exp - exp._exp)
        else:
            whole = _rounded(self._int, min(exp._exp - self._exp, len(str(self._int)) + 1), self._negative, rounding)
        if len(str(whole)) > getcontext().prec:
            raise InvalidOperation([InvalidOperation])
        return Decimal._made(self._negative, whole, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._special or self._exp >= 0:
            return self
        drop = min(-self._exp, len(str(self._int)) + 1)
        return Decimal._made(self._negative, _rounded(self._int, drop, self._negative, rounding or getcontext().rounding), 0)

    to_integral = to_integral_value

    def normalize(self, context=None):
        made = self._fix()
        if made._special:
            return made
        whole, exponent = made._int, made._exp
        if whole == 0:
            return Decimal._made(made._negative, 0, 0)
        while whole % 10 == 0:
            whole //= 10
            exponent += 1
        return Decimal._made(made._negative, whole, exponent)

    def as_tuple(self):
        if self._special:
            return DecimalTuple(int(self._negative), () if self._special == 'NaN' else (0,), 'n' if self._special == 'NaN' else 'F')
        return DecimalTuple(int(self._negative), tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        from math import gcd
        if self._exp >= 0:
            return self._signed() * 10 ** self._exp, 1
        bottom = 10 ** -self._exp
        common = gcd(self._int, bottom)
        return self._signed() // common, bottom // common

    def adjusted(self):
        return 0 if self._special else len(str(self._int)) - 1 + self._exp

    def is_nan(self):
        return self._special == 'NaN'

    def is_infinite(self):
        return self._special == 'Infinity'

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return not self

    def is_signed(self):
        return self._negative

    def max(self, other, context=None):
        return self if self >= other else Decimal(other)

    def min(self, other, context=None):
        return self if self <= other else Decimal(other)

    def compare(self, other, context=None):
        return Decimal((self > other) - (self < other))

    def _order(self, other):
        if isinstance(other, float):
            other = Decimal(other)
        other = Decimal._other(other)
        if other is None:
            return None
        if 'NaN' in (self._special, other._special):
            return 'nan'
        if self._special or other._special:
            rank = lambda d: 0 if not d._special else -1 if d._negative else 1
            return rank(self) - rank(other)
        if not self._int or not other._int or self._negative != other._negative:
            return self._signed() and (1 if self._signed() > 0 else -1) or (-1 if other._signed() > 0 else 1 if other._signed() < 0 else 0)
        if self.adjusted() != other.adjusted():
            return (1 if self.adjusted() > other.adjusted() else -1) * (-1 if self._negative else 1)
        one, two, _ = self._both(other)
        return (one > two) - (one < two)

    def __eq__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order == 0

    def _ordered(self, other):
        order = self._order(other)
        if order == 'nan':
            raise InvalidOperation([InvalidOperation])
        return order

    def __lt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order >= 0

    def __format__(self, spec):
        if not spec:
            return str(self)
        found = _re.match(r'(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?$', spec)
        if not found:
            raise ValueError('invalid format string')
        fill, align, sign, _, zero, width, comma, precision, kind = found.groups()
        value = self
        if kind == '%':
            value = Decimal._made(self._negative, self._int, self._exp + 2)
        if kind in ('f', 'F', '%'):
            if precision is not None:
                drop = -int(precision)
                if value._exp < drop:
                    whole = _rounded(value._int, min(drop - value._exp, len(str(value._int)) + 1), value._negative, getcontext().rounding)
                else:
                    whole = value._int * 10 ** (value._exp - drop)
                value = Decimal._made(value._negative, whole, drop)
            elif value._exp > 0:
                value = Decimal._made(value._negative, value._int * 10 ** value._exp, 0)
            digits = str(value._int).rjust(1 - value._exp, '0')
            text = digits[:len(digits) + value._exp] + ('.' + digits[len(digits) + value._exp:] if value._exp < 0 else '')
        elif kind in ('e', 'E'):
            places = len(str(value._int)) - 1 if precision is None else int(precision)
            digits = str(value._int)
            drop = len(digits) - 1 - places
            exponent = value.adjusted()
            whole = _rounded(value._int, drop, value._negative, getcontext().rounding) if drop > 0 else value._int * 10 ** -drop
            if len(str(whole)) > places + 1:
                whole, exponent = whole // 10, exponent + 1
            digits = str(whole)
            text = digits[0] + ('.' + digits[1:] if places else '') + f'{kind}{exponent:+d}'
        else:
            if precision is not None:
                with localcontext() as narrow:
                    narrow.prec = max(1, int(precision))
                    value = value._fix()
            text = str(value.copy_abs()).replace('E', 'e' if kind == 'g' else 'E')
        if comma:
            head, dot, tail = text.partition('.')
            groups = []
            while len(head) > 3:
                groups.insert(0, head[-3:])
                head = head[:-3]
            text = comma.join([head] + groups) + dot + tail
        if kind == '%':
            text += '%'
        mark = '-' if self._negative else sign if sign in ('+', ' ') else ''
        size = int(width or 0)
        if zero and not align:
            return mark + text.rjust(size - len(mark), '0')
        if align == '=':
            return mark + text.rjust(size - len(mark), fill or ' ')
        text = mark + text
        return text.ljust(size, fill or ' ') if align == '<' else text.center(size, fill or ' ') if align == '^' else text.rjust(size, fill or ' ')

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

from collections import namedtuple as _namedtuple
DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')
`;
