export const strptimeSource = String.raw`
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
