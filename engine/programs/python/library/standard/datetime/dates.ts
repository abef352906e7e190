/** The dates and times; durations are in _durations, strptime in _strptime. */
export const datetimeDates = `
import time as _time
from _durations import timedelta, tzinfo, timezone

MINYEAR = 1
MAXYEAR = 9999
UTC = timezone.utc
_EPOCH = 719163
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]

def _whole(value):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value

def _check_date(year, month, day):
    if not MINYEAR <= _whole(year) <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= _whole(month) <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= _whole(day) <= _days_in(year, month):
        raise ValueError('day is out of range for month')

def _check_time(hour, minute, second, microsecond):
    for value, name, most in ((hour, 'hour', 23), (minute, 'minute', 59), (second, 'second', 59), (microsecond, 'microsecond', 999999)):
        if not 0 <= _whole(value) <= most:
            raise ValueError(f'{name} must be in 0..{most}')

def _ordinal(year, month, day):
    return _time.seconds_of([year, month, day]) // 86400 + _EPOCH

def _of_ordinal(n):
    if not 1 <= n <= 3652059:
        raise OverflowError('date value out of range')
    return _time.parts((n - _EPOCH) * 86400)[:3]

def _offset_text(offset, separator=':'):
    if offset is None:
        return ''
    sign = '-' if offset.days < 0 else '+'
    minutes, seconds = divmod(abs(offset).days * 86400 + abs(offset).seconds, 60)
    text = f'{sign}{minutes // 60:02d}{separator}{minutes % 60:02d}'
    return text + (f'{separator}{seconds:02d}' if seconds else '')

def _clock_text(hour, minute, second, microsecond, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    texts = {
        'hours': f'{hour:02d}', 'minutes': f'{hour:02d}:{minute:02d}', 'seconds': f'{hour:02d}:{minute:02d}:{second:02d}',
        'milliseconds': f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}',
        'microseconds': f'{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}',
    }
    if timespec not in texts:
        raise ValueError('Unknown timespec value')
    return texts[timespec]

def _digits(text, *counts):
    if not text.isdigit() or len(text) not in counts:
        raise ValueError
    return int(text)

def _read_date(text):
    if len(text) == 10 and text[4] == text[7] == '-':
        return _digits(text[:4], 4), _digits(text[5:7], 2), _digits(text[8:], 2)
    if len(text) == 8:
        return _digits(text[:4], 4), _digits(text[4:6], 2), _digits(text[6:], 2)
    raise ValueError

def _read_clock(text):
    zone = None
    for n, c in enumerate(text):
        if c in '+-Z':
            clock, rest = text[:n], text[n:]
            if c == 'Z':
                if rest != 'Z':
                    raise ValueError
                zone = timezone.utc
            else:
                h, m, s, us, _ = _read_clock(rest[1:])
                delta = timedelta(hours=h, minutes=m, seconds=s, microseconds=us)
                zone = timezone.utc if not delta else timezone(delta if c == '+' else -delta)
            text = clock
            break
    text, dot, fraction = text.replace(',', '.').partition('.')
    micro = 0
    if dot:
        if not fraction.isdigit():
            raise ValueError
        micro = int((fraction + '000000')[:6])
    fields = text.split(':') if ':' in text else [text[n:n + 2] for n in range(0, len(text), 2)]
    if not 1 <= len(fields) <= 3 or dot and len(fields) != 3:
        raise ValueError
    numbers = [_digits(f, 2) for f in fields] + [0, 0]
    return numbers[0], numbers[1], numbers[2], micro, zone

class date:
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self._date = (year, month, day)

    year = property(lambda self: self._date[0])
    month = property(lambda self: self._date[1])
    day = property(lambda self: self._date[2])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.parts(t)[:3])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _ordinal(year, 1, 4)
        first -= (first - 1) % 7
        weeks = (_ordinal(year, 12, 28) - first) // 7 + 1
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls(*_of_ordinal(first + (week - 1) * 7 + day - 1))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_of_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            found = _read_date(date_string)
        except ValueError:
            found = None
        if found is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*found)

    def toordinal(self):
        return _ordinal(*self._date)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        from collections import namedtuple
        thursday = _of_ordinal(self.toordinal() - self.weekday() + 3)
        week = (_ordinal(*thursday) - _ordinal(thursday[0], 1, 1)) // 7 + 1
        return namedtuple('datetime.IsoCalendarDate', 'year week weekday')(thursday[0], week, self.isoweekday())

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month, self.day if day is None else day)

    def _format_values(self):
        return [*self._date, 0, 0, 0, self.weekday(), date.toordinal(self) - _ordinal(self.year, 1, 1) + 1, 0]

    def strftime(self, format):
        return _time.format_parts(format, self._format_values(), '', '')

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def timetuple(self):
        return _time.gmtime((self.toordinal() - _EPOCH) * 86400)

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def isoformat(self):
        return f'{self.year:04d}-{self.month:02d}-{self.day:02d}'

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f'datetime.date({self.year}, {self.month}, {self.day})'

    def _moved(self, days):
        return type(self)(*_of_ordinal(self.toordinal() + days))

    def __add__(self, other):
        return self._moved(other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(days=self.toordinal() - other.toordinal())
        return NotImplemented

    def _comparable(self, other):
        if isinstance(other, datetime):
            raise TypeError(f"can't compare datetime.date to datetime.datetime")
        return isinstance(other, date)

    def __eq__(self, other):
        return self._date == other._date if isinstance(other, date) and not isinstance(other, datetime) else NotImplemented

    def __lt__(self, other):
        return self._date < other._date if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._date <= other._date if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._date > other._date if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._date >= other._date if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._date)

class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self._time = (hour, minute, second, microsecond)
        self.tzinfo = tzinfo

    hour = property(lambda self: self._time[0])
    minute = property(lambda self: self._time[1])
    second = property(lambda self: self._time[2])
    microsecond = property(lambda self: self._time[3])

    @classmethod
    def fromisoformat(cls, time_string):
        try:
            found = _read_clock(time_string.removeprefix('T'))
        except ValueError:
            found = None
        if found is None:
            raise ValueError(f'Invalid isoformat string: {time_string!r}')
        return cls(*found)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def isoformat(self, timespec='auto'):
        return _clock_text(*self._time, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        return _time.format_parts(format, [1900, 1, 1, *self._time[:3], 0, 1, self.microsecond], _offset_text(self.utcoffset(), ''), '')

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, **changes):
        return time(**{'hour': self.hour, 'minute': self.minute, 'second': self.second, 'microsecond': self.microsecond, 'tzinfo': self.tzinfo, **changes})

    def __repr__(self):
        shown = self._time if self.microsecond else self._time[:3] if self.second else self._time[:2]
        return f"datetime.time({', '.join(map(str, shown))}{'' if self.tzinfo is None else f', tzinfo={self.tzinfo!r}'})"

    def __eq__(self, other):
        return self._time == other._time if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._time < other._time if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._time <= other._time if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._time > other._time if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._time >= other._time if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._time)

time.min, time.max = time(0, 0), time(23, 59, 59, 999999)
_clock = time
`;
