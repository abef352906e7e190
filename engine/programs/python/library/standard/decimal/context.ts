/** decimal: signals, rounding, and contexts */
export const decimalContexts = String.raw`
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
`;
