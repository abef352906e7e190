import { datetime } from './calendar-dates.ts';
import type { LibraryModule } from './sources.ts';

const durations = `
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

const strptime = String.raw`
import re
_MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
_PATTERNS = {
    'Y': r'\d\d\d\d', 'y': r'\d\d', 'm': r'1[0-2]|0[1-9]|[1-9]', 'd': r'3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]',
    'H': r'2[0-3]|[0-1]\d|\d', 'I': r'1[0-2]|0[1-9]|[1-9]', 'M': r'[0-5]\d|\d', 'S': r'6[0-1]|[0-5]\d|\d', 'f': r'[0-9]{1,6}',
    'j': r'36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]', 'p': 'am|pm', 'w': '[0-6]',
    'z': r'[+-]\d\d:?[0-5]\d(?::?[0-5]\d)?|Z', 'Z': 'UTC|GMT',
    'b': '|'.join(m[:3] for m in _MONTHS), 'B': '|'.join(_MONTHS), 'a': '|'.join(d[:3] for d in _DAYS), 'A': '|'.join(_DAYS),
}
_SHORT = {'D': '%m/%d/%y', 'T': '%H:%M:%S', 'R': '%H:%M', 'F': '%Y-%m-%d', 'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}

def _pattern(format):
    found, n = '', 0
    while n < len(format):
        c = format[n]
        n += 1
        if c.isspace():
            if not found.endswith(r'\s+'):
                found += r'\s+'
        elif c != '%':
            found += re.escape(c)
        else:
            if n == len(format):
                raise ValueError(f"stray %% in format '{format}'".replace('%%', '%'))
            letter = format[n]
            n += 1
            if letter == '%':
                found += '%'
            elif letter in ('c', 'x', 'X'):
                found += _pattern(_SHORT[letter])
            elif letter not in _PATTERNS:
                raise ValueError(f"'{letter}' is a bad directive in format '{format}'")
            else:
                found += f'(?P<{letter}>{_PATTERNS[letter]})'
    return found

def _zone(text):
    from _durations import timedelta, timezone
    if text == 'Z':
        return timezone.utc
    digits = text[1:].replace(':', '')
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:] or 0))
    return timezone.utc if not delta else timezone(-delta if text[0] == '-' else delta)

def parse(text, format):
    if not isinstance(text, str):
        raise TypeError(f'strptime() argument 1 must be str, not {type(text).__name__}')
    found = re.match(_pattern(format), text, re.IGNORECASE)
    if found is None:
        raise ValueError(f'time data {text!r} does not match format {format!r}')
    if found.end() != len(text):
        raise ValueError(f'unconverted data remains: {text[found.end():]}')
    got = found.groupdict()
    year = int(got['Y']) if 'Y' in got else 1900
    if 'y' in got:
        year = int(got['y']) + (2000 if int(got['y']) <= 68 else 1900)
    month = int(got.get('m') or 1)
    if 'b' in got:
        month = [m[:3] for m in _MONTHS].index(got['b'].lower()) + 1
    if 'B' in got:
        month = _MONTHS.index(got['B'].lower()) + 1
    day = int(got.get('d') or 1)
    if 'j' in got and 'm' not in got:
        from datetime import date, timedelta
        month, day = (date(year, 1, 1) + timedelta(days=int(got['j']) - 1))._date[1:]
    hour = int(got.get('H') or 0)
    if 'I' in got:
        hour = int(got['I']) % 12 + (12 if (got.get('p') or '').lower() == 'pm' else 0)
    micro = int((got.get('f') or '').ljust(6, '0'))
    return year, month, day, hour, int(got.get('M') or 0), int(got.get('S') or 0), micro, _zone(got['z']) if got.get('z') else None
`;

export const dateLibrary: readonly (readonly [string, LibraryModule])[] = [
  ['datetime', { kind: 'standard', source: datetime, importMicroseconds: 3000 }],
  ['_durations', { kind: 'builtin', source: durations }],
  ['_strptime', { kind: 'builtin', source: strptime }],
];
