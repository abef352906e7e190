/** Decimal numbers: a sign, an integer and an exponent, with a context of precision and rounding. */
export const decimalNumbers = String.raw`
_pattern = _re.compile(r'([+-])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$|([+-])?(inf|infinity|s?nan)$', _re.IGNORECASE)

class Decimal(_Arithmetic, _Formatted):
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
