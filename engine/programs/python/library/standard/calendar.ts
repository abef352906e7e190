export const calendarSource = `
import datetime
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [name[:3] for name in day_name]
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [name[:3] for name in month_name]

class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month
    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'

def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

def leapdays(y1, y2):
    return sum(map(isleap, range(y1, y2)))

def weekday(year, month, day):
    return datetime.date(year, month, day).weekday()

def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    days = 28 + isleap(year) if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return weekday(year, month, 1), days

class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday
    def iterweekdays(self):
        for i in range(self.firstweekday, self.firstweekday + 7):
            yield i % 7
    def itermonthdays(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from [0] * before
        yield from range(1, days + 1)
        yield from [0] * (-(before + days) % 7)
    def itermonthdates(self, year, month):
        first, days = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        start = datetime.date(year, month, 1) - datetime.timedelta(days=before)
        for i in range(before + days + -(before + days) % 7):
            yield start + datetime.timedelta(days=i)
    def itermonthdays2(self, year, month):
        for i, d in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield d, i % 7
    def monthdayscalendar(self, year, month):
        days = list(self.itermonthdays(year, month))
        return [days[i:i + 7] for i in range(0, len(days), 7)]
    def monthdatescalendar(self, year, month):
        dates = list(self.itermonthdates(year, month))
        return [dates[i:i + 7] for i in range(0, len(dates), 7)]

class TextCalendar(Calendar):
    def formatweekheader(self, width):
        names = day_name if width >= 9 else day_abbr
        return ' '.join(names[i][:width].center(width) for i in self.iterweekdays())
    def formatweek(self, week, width):
        return ' '.join(('' if d == 0 else f'{d:2d}').center(width) for d in week)
    def formatmonthname(self, year, month, width, withyear=True):
        return (f'{month_name[month]} {year}' if withyear else month_name[month]).center(width)
    def formatmonth(self, year, month, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(year, month, 7 * (w + 1) - 1).rstrip(), self.formatweekheader(w).rstrip()]
        lines += [self.formatweek(week, w).rstrip() for week in self.monthdayscalendar(year, month)]
        return ''.join(line + '\\n' * l for line in lines)
    def prmonth(self, year, month, w=0, l=0):
        print(self.formatmonth(year, month, w, l), end='')
    def formatyear(self, year, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        gap = ' ' * c
        text = str(year).center(width * m + c * (m - 1)).rstrip() + '\\n' * l
        for start in range(1, 13, m):
            months = range(start, min(start + m, 13))
            text += '\\n' * l + gap.join(self.formatmonthname(year, k, width, False) for k in months).rstrip() + '\\n' * l
            text += gap.join(self.formatweekheader(w) for k in months).rstrip() + '\\n' * l
            weeks = [self.monthdayscalendar(year, k) for k in months]
            for row in range(max(map(len, weeks))):
                text += gap.join(self.formatweek(each[row], w) if row < len(each) else ' ' * width for each in weeks).rstrip() + '\\n' * l
        return text
    def pryear(self, year, w=0, l=0, c=6, m=3):
        print(self.formatyear(year, w, l, c, m), end='')

_text = TextCalendar()
monthcalendar = _text.monthdayscalendar
prmonth, month, prcal, calendar = _text.prmonth, _text.formatmonth, _text.pryear, _text.formatyear

def firstweekday():
    return _text.firstweekday

def setfirstweekday(firstweekday):
    _text.firstweekday = firstweekday

def timegm(parts):
    year, month, day, hour, minute, second = parts[:6]
    return ((datetime.date(year, month, day).toordinal() - 719163) * 24 + hour) * 3600 + minute * 60 + second
`;
