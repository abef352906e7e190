export const durationsSource = `
def _part(value, factor):
    return round(value * factor) if isinstance(value, float) else value * factor

class timedelta:
    __module__ = 'datetime'

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        us = _part(days, 86400000000) + _part(seconds, 1000000) + _part(microseconds, 1) + _part(milliseconds, 1000)
        us += _part(minutes, 60000000) + _part(hours, 3600000000) + _part(weeks, 604800000000)
        self._us = us
        if abs(self.days) > 999999999:
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')

    days = property(lambda self: self._us // 86400000000)
    seconds = property(lambda self: self._us // 1000000 % 86400)
    microseconds = property(lambda self: self._us % 1000000)

    def total_seconds(self):
        return self._us / 1000000

    def __repr__(self):
        shown = [f'{k}={v}' for k, v in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if v]
        return f"datetime.timedelta({', '.join(shown) or 0})"

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        text = f'{minutes // 60}:{minutes % 60:02d}:{second:02d}'
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text + (f'.{self.microseconds:06d}' if self.microseconds else '')

    def __add__(self, other):
        return timedelta(microseconds=self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta(microseconds=self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta(microseconds=-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._us < 0 else self

    def __mul__(self, other):
        return timedelta(microseconds=_part(other, self._us)) if isinstance(other, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        return timedelta(microseconds=round(self._us / other)) if isinstance(other, (int, float)) else NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return timedelta(microseconds=self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta(microseconds=self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __bool__(self):
        return self._us != 0

    def __hash__(self):
        return hash(self._us)

timedelta.min, timedelta.max, timedelta.resolution = timedelta(-999999999), timedelta(999999999, 86399, 999999), timedelta(microseconds=1)

class tzinfo:
    __module__ = 'datetime'

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')
    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')
    def dst(self, dt):
        return None

class timezone(tzinfo):
    __module__ = 'datetime'

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not abs(offset._us) < 86400000000:
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        if not self._offset:
            return 'UTC'
        minutes = abs(self._offset._us) // 60000000
        return f"UTC{'-' if self._offset._us < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f"datetime.timezone({self._offset!r}{'' if self._name is None else f', {self._name!r}'})"

timezone.utc = timezone(timedelta(0))
`;
