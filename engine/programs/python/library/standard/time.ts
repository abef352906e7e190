export const timeSource = `
timezone = 0
altzone = 0
daylight = 0
tzname = ('UTC', 'UTC')

class struct_time(tuple):
    n_fields = 11
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = 'UTC'
    tm_gmtoff = 0

    def __repr__(self):
        names = ('year', 'mon', 'mday', 'hour', 'min', 'sec', 'wday', 'yday', 'isdst')
        return 'time.struct_time(' + ', '.join(f'tm_{n}={v}' for n, v in zip(names, self)) + ')'

def gmtime(seconds=None):
    return struct_time(parts(seconds)[:8] + [0])

localtime = gmtime

def mktime(t):
    return float(seconds_of(list(t)[:6]))

def strftime(format, t=None):
    return format_parts(format, list(gmtime() if t is None else t)[:8] + [0], '+0000', 'UTC')

def asctime(t=None):
    return strftime('%a %b %e %H:%M:%S %Y', t)

def ctime(seconds=None):
    return asctime(gmtime(seconds))

def strptime(string, format='%a %b %d %H:%M:%S %Y'):
    from _strptime import parse
    return gmtime(seconds_of(list(parse(string, format)[:6])))
`;
