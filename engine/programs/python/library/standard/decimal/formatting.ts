/** decimal: numbers in words of a format */
export const decimalFormatting = String.raw`
class _Formatted:
    __slots__ = ()

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
`;
