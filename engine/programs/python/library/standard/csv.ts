/** Rows of text with separators and quotes. */
export const csvSource = String.raw`
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3

class Error(Exception):
    pass

class Dialect:
    delimiter, quotechar, escapechar, doublequote = ',', '"', None, True
    skipinitialspace, lineterminator, quoting, strict = False, '\r\n', QUOTE_MINIMAL, False

class excel(Dialect):
    pass
class excel_tab(excel):
    delimiter = '\t'
class unix_dialect(Dialect):
    quoting, lineterminator = QUOTE_ALL, '\n'

_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}

def register_dialect(name, dialect=None, **fmtparams):
    _dialects[name] = _dialect(dialect or excel, fmtparams)

def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]

def unregister_dialect(name):
    get_dialect(name)
    del _dialects[name]

def list_dialects():
    return list(_dialects)

def _dialect(base, given):
    if isinstance(base, str):
        base = get_dialect(base)
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict'):
        setattr(made, name, given.pop(name, getattr(base, name)))
    if given:
        raise TypeError(f"this function got an unexpected keyword argument '{next(iter(given))}'")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made

class reader:
    def __init__(self, csvfile, dialect='excel', **fmtparams):
        self.dialect = _dialect(dialect, fmtparams)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, quoted, inside = [], '', False, False
        number = False
        line = next(self._lines)
        while True:
            if not isinstance(line, str):
                raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
            self.line_num += 1
            n = 0
            while n < len(line):
                c = line[n]
                n += 1
                if inside:
                    if c == d.quotechar:
                        if d.doublequote and line[n:n + 1] == d.quotechar:
                            field += c
                            n += 1
                        else:
                            inside = False
                    elif d.escapechar and c == d.escapechar:
                        field += line[n:n + 1]
                        n += 1
                    else:
                        field += c
                elif c == d.delimiter:
                    row.append(self._value(field, quoted))
                    field, quoted = '', False
                elif c in '\r\n':
                    break
                elif c == d.quotechar and d.quoting != QUOTE_NONE and not field and not quoted:
                    inside = quoted = True
                elif d.escapechar and c == d.escapechar:
                    field += line[n:n + 1]
                    n += 1
                elif c == ' ' and d.skipinitialspace and not field and not quoted:
                    pass
                else:
                    field += c
            if not inside:
                break
            try:
                line = next(self._lines)
            except StopIteration:
                if d.strict:
                    raise Error('unexpected end of data') from None
                break
        if row or field or quoted or line.strip('\r\n'):
            row.append(self._value(field, quoted))
        return row

    def _value(self, field, quoted):
        return float(field) if self.dialect.quoting == QUOTE_NONNUMERIC and not quoted else field

class writer:
    def __init__(self, csvfile, dialect='excel', **fmtparams):
        self.dialect = _dialect(dialect, fmtparams)
        self._file = csvfile

    def _field(self, value, only):
        d = self.dialect
        text = '' if value is None else repr(value) if isinstance(value, float) else str(value)
        number = isinstance(value, (int, float))
        needs = any(c in text for c in (d.delimiter, d.quotechar or '', '\r', '\n') if c) or (only and text == '') or (d.skipinitialspace and text.startswith(' '))
        if d.quoting == QUOTE_NONE:
            if d.escapechar:
                for c in (d.escapechar, d.delimiter, d.quotechar or '', '\n'):
                    if c:
                        text = text.replace(c, d.escapechar + c)
            elif needs:
                raise Error('need to escape, but no escapechar set')
            return text
        if d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number or needs:
            q = d.quotechar
            return q + (text.replace(q, q + q) if d.doublequote else text.replace(q, (d.escapechar or '') + q)) + q
        return text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        return self._file.write(self.dialect.delimiter.join([self._field(v, len(row) == 1) for v in row]) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames, self.restkey, self.restval = fieldnames, restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found

class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames, self.restval, self.extrasaction = list(fieldnames), restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, rowdict):
        wrong = [k for k in rowdict if k not in self.fieldnames]
        if self.extrasaction == 'raise' and wrong:
            raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(x) for x in wrong))
        return [rowdict.get(k, self.restval) for k in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)

class Sniffer:
    def sniff(self, sample, delimiters=None):
        line = sample.split('\n')[0]
        found = max((delimiters or ',;\t|:'), key=line.count)
        if not line.count(found):
            raise Error('Could not determine delimiter')
        class dialect(Dialect):
            delimiter = found
        return dialect

    def has_header(self, sample):
        rows = list(reader(sample.splitlines(), self.sniff(sample)))
        return bool(rows) and not any(c.replace('.', '').isdigit() for c in rows[0]) and any(c.replace('.', '').isdigit() for row in rows[1:] for c in row)

def field_size_limit(limit=None):
    return 131072
`;
