export const datetimeMoments = `
def _deprecated(name, instead, before=''):
    import sys
    if sys.version_info >= (3, 12):
        import warnings
        warnings.warn(f'datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{instead}({before}datetime.UTC).', DeprecationWarning)

class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._date = (year, month, day)
        self._time = (hour, minute, second, microsecond)
        self.tzinfo = tzinfo
        self.fold = fold

    hour = property(lambda self: self._time[0])
    minute = property(lambda self: self._time[1])
    second = property(lambda self: self._time[2])
    microsecond = property(lambda self: self._time[3])

    @classmethod
    def _of_micros(cls, micros, tz=None):
        days, rest = divmod(micros, 86400000000)
        seconds, micro = divmod(rest, 1000000)
        return cls(*_of_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, tz)

    def _micros(self):
        h, m, s, us = self._time
        return ((self.toordinal() * 24 + h) * 60 + m) * 60000000 + s * 1000000 + us

    def _utc_micros(self):
        offset = self.utcoffset()
        return self._micros() - (0 if offset is None else offset._us)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        _deprecated('utcnow', 'now')
        return cls.fromtimestamp(_time.time())

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        found = cls._of_micros(_EPOCH * 86400000000 + round(t * 1000000), timezone.utc if tz is not None else None)
        return found if tz is None else found.astimezone(tz)

    @classmethod
    def utcfromtimestamp(cls, t):
        _deprecated('utcfromtimestamp', 'fromtimestamp', 'timestamp, ')
        return cls.fromtimestamp(t)

    @classmethod
    def combine(cls, date, time, tzinfo=None):
        return cls(*date._date, *time._time, tzinfo or time.tzinfo)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_of_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        cut = 10 if date_string[4:5] == '-' else 8
        try:
            day = _read_date(date_string[:cut])
            clock = _read_clock(date_string[cut + 1:]) if len(date_string) > cut else ()
        except ValueError:
            day = None
        if day is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import parse
        return cls(*parse(date_string, format))

    def date(self):
        return date(*self._date)

    def time(self):
        return _clock(*self._time)

    def timetz(self):
        return _clock(*self._time, self.tzinfo)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self)

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        offset = tz.utcoffset(self)
        return type(self)._of_micros(self._utc_micros() + offset._us, tz)

    def timestamp(self):
        return (self._utc_micros() - _EPOCH * 86400000000) / 1000000

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        return type(self)(*[old if new is None else new for new, old in zip(given, self._date + self._time)], self.tzinfo if tzinfo is True else tzinfo)

    def _format_values(self):
        values = date._format_values(self)
        return values[:3] + list(self._time[:3]) + values[6:8] + [self.microsecond]

    def strftime(self, format):
        return _time.format_parts(format, self._format_values(), _offset_text(self.utcoffset(), ''), self.tzname() or '')

    def timetuple(self):
        return _time.gmtime((self._micros() - _EPOCH * 86400000000) // 1000000)

    def isoformat(self, sep='T', timespec='auto'):
        return date.isoformat(self) + sep + _clock_text(*self._time, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        shown = self._time if self.microsecond else self._time[:3] if self.second else self._time[:2]
        return f"datetime.datetime({', '.join(map(str, self._date + shown))}{'' if self.tzinfo is None else f', tzinfo={self.tzinfo!r}'})"

    def __add__(self, other):
        return type(self)._of_micros(self._micros() + other._us, self.tzinfo) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of_micros(self._micros() - other._us, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._utc_micros() - other._utc_micros())

    def _comparable(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError("can't compare datetime.datetime to datetime.date")
            return False
        if (self.tzinfo is None) != (other.tzinfo is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.tzinfo is None) == (other.tzinfo is None) and self._utc_micros() == other._utc_micros()

    def __lt__(self, other):
        return self._utc_micros() < other._utc_micros() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._utc_micros() <= other._utc_micros() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._utc_micros() > other._utc_micros() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._utc_micros() >= other._utc_micros() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._utc_micros())

date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)
`;
