/** Connections and cursors, as the DB API has them. */
export const psycopgCursor = String.raw`
from collections import namedtuple as _namedtuple
Column = _namedtuple('Column', 'name type_code display_size internal_size precision scale null_ok')
ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE, ISOLATION_LEVEL_READ_UNCOMMITTED = 0, 1, 2, 3, 4
STATUS_READY, STATUS_BEGIN = 1, 2
TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_ACTIVE, TRANSACTION_STATUS_INTRANS, TRANSACTION_STATUS_INERROR = 0, 1, 2, 3

class cursor:
    arraysize = 1
    itersize = 2000

    def __init__(self, conn, name=None):
        self.connection = conn
        self.name = name
        self.closed = False
        self.description = None
        self.rowcount = -1
        self.rownumber = 0
        self.query = None
        self.statusmessage = None
        self.lastrowid = None
        self._rows = None
        self._names = []

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f'<cursor object at {hex(id(self))}; closed: {int(self.closed)}>'

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise InterfaceError('cursor already closed')
        if self.connection.closed:
            raise InterfaceError('connection already closed')

    def mogrify(self, query, vars=None):
        return _merged(query, vars).encode()

    def execute(self, query, vars=None):
        self._check()
        text = _merged(query, vars)
        if not text.strip():
            raise ProgrammingError("can't execute an empty query")
        self.query = text.encode()
        self.description, self._rows, self.rownumber, self.rowcount = None, None, 0, -1
        columns, rows, tag = self.connection._run(text, self)
        self.statusmessage = tag
        last = tag.rsplit(' ', 1)[-1]
        self.rowcount = int(last) if last.isdigit() else -1
        if columns is not None:
            self.description = tuple(Column(name, oid, None, size, None, None, None) for name, oid, size, _ in columns)
            self._names = [c[0] for c in columns]
            oids = [c[1] for c in columns]
            self._rows = [self._made([_cast(o, t) for o, t in zip(oids, row)]) for row in rows]

    def _made(self, values):
        return tuple(values)

    def executemany(self, query, vars_list):
        total = 0
        for each in vars_list:
            self.execute(query, each)
            total += max(0, self.rowcount)
        self.rowcount = total
        self._rows = None

    def _results(self):
        self._check()
        if self._rows is None:
            raise ProgrammingError('no results to fetch')
        return self._rows

    def fetchone(self):
        rows = self._results()
        if self.rownumber >= len(rows):
            return None
        self.rownumber += 1
        return rows[self.rownumber - 1]

    def fetchmany(self, size=None):
        rows = self._results()
        start = self.rownumber
        self.rownumber = min(len(rows), start + (self.arraysize if size is None else size))
        return rows[start:self.rownumber]

    def fetchall(self):
        rows = self._results()
        start, self.rownumber = self.rownumber, len(rows)
        return rows[start:]

    def scroll(self, value, mode='relative'):
        self.rownumber = value if mode == 'absolute' else self.rownumber + value

    def __iter__(self):
        self._results()
        return self

    def __next__(self):
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def callproc(self, procname, parameters=()):
        self.execute(f'SELECT * FROM {procname}(' + ', '.join(['%s'] * len(parameters)) + ')', parameters)

    def setinputsizes(self, sizes):
        pass

    def setoutputsize(self, size, column=None):
        pass

    def copy_from(self, file, table, sep='\t', null='\\N', size=8192, columns=None):
        named = f" ({', '.join(columns)})" if columns else ''
        for line in file:
            values = [None if v == null else v for v in line.rstrip('\n').split(sep)]
            self.execute(f"INSERT INTO {table}{named} VALUES ({', '.join(['%s'] * len(values))})", values)

class connection:
    Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError = Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError

    def __init__(self, dsn, at=None, cursor_factory=None):
        self._at = _settings(dsn) if at is None else at
        shown = {k: v for k, v in self._at.items() if v is not None and k != 'user' or k == 'user' and self._at.get('_named_user')}
        shown.pop('_named_user', None)
        if 'password' in shown:
            shown['password'] = 'xxx'
        self.dsn = ' '.join(f'{k}={v}' for k, v in shown.items())
        self.cursor_factory = cursor_factory
        self._wire = Wire(self._at)
        self.closed = 0
        self._autocommit = False
        self.isolation_level = None
        self.notices = self._wire.notices
        self.encoding = 'UTF8'

    def __repr__(self):
        return f"<connection object at {hex(id(self))}; dsn: '{self.dsn}', closed: {self.closed}>"

    @property
    def autocommit(self):
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self.set_session(autocommit=value)

    @property
    def status(self):
        return STATUS_READY if self._wire.status == 'I' else STATUS_BEGIN

    @property
    def server_version(self):
        major, _, minor = self._wire.parameters['server_version'].split(' ')[0].partition('.')
        return int(major) * 10000 + int(minor or 0)

    @property
    def info(self):
        return self

    @property
    def dbname(self):
        return self._at.get('dbname') or self._at['user']

    user = property(lambda self: self._at['user'])
    host = property(lambda self: self._at.get('host'))
    port = property(lambda self: int(self._at.get('port') or 5432))

    def get_parameter_status(self, name):
        return self._wire.parameters.get(name)

    def get_dsn_parameters(self):
        return {k: str(v) for k, v in self._at.items() if k not in ('password', '_named_user') and v is not None}

    def get_backend_pid(self):
        return self._wire.pid

    def get_transaction_status(self):
        return {'I': 0, 'T': 2, 'E': 3}[self._wire.status]

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        self._open()
        if self._wire.status != 'I':
            raise ProgrammingError('set_session cannot be used inside a transaction')
        if isolation_level is not None:
            self.set_isolation_level(isolation_level)
        if autocommit is not None:
            self._autocommit = bool(autocommit)

    def set_isolation_level(self, level):
        if level == ISOLATION_LEVEL_AUTOCOMMIT:
            if self._wire.status != 'I':
                self.rollback()
            self._autocommit = True
        else:
            self._autocommit = False
            self.isolation_level = level

    def set_client_encoding(self, encoding):
        self.encoding = encoding

    def _open(self):
        if self.closed:
            raise InterfaceError('connection already closed')

    def cursor(self, name=None, cursor_factory=None, scrollable=None, withhold=False):
        self._open()
        return (cursor_factory or self.cursor_factory or cursor)(self, name)

    def _run(self, text, by=None):
        self._open()
        try:
            if not self._autocommit and self._wire.status == 'I':
                self._wire.ask('BEGIN')
            return self._wire.ask(text)
        except Error as e:
            e.cursor = by
            if e.pgcode is None or e.pgcode == '57P01':
                self.closed = 2
            raise

    def commit(self):
        self._open()
        if self._wire.status != 'I':
            self._wire.ask('COMMIT')

    def rollback(self):
        self._open()
        if self._wire.status != 'I':
            self._wire.ask('ROLLBACK')

    def cancel(self):
        self._open()

    def reset(self):
        self.rollback()

    def close(self):
        if not self.closed:
            self._wire.close()
            self.closed = 1

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.commit()
        elif not self.closed:
            self.rollback()

def parse_dsn(dsn):
    if '://' in dsn:
        from urllib.parse import urlparse, parse_qsl, unquote
        u = urlparse(dsn)
        if u.scheme not in ('postgres', 'postgresql'):
            raise ProgrammingError(f'invalid dsn: missing "=" after "{dsn}" in connection info string\n')
        made = {'user': u.username and unquote(u.username), 'password': u.password and unquote(u.password), 'host': u.hostname, 'port': u.port, 'dbname': unquote(u.path.lstrip('/')) or None}
        made.update(parse_qsl(u.query))
        return {k: v for k, v in made.items() if v is not None}
    import re
    made = {}
    at = 0
    while at < len(dsn.rstrip()):
        found = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S*))").match(dsn, at)
        if not found:
            raise ProgrammingError(f'invalid dsn: missing "=" after "{dsn[at:].strip()}" in connection info string\n')
        made[found[1]] = found[3] if found[2] is None else found[2].replace("\\'", "'")
        at = found.end()
    return made

def _settings(dsn, **given):
    at = parse_dsn(dsn) if dsn else {}
    if 'database' in given:
        given.setdefault('dbname', given.pop('database'))
    at.update({k: v for k, v in given.items() if v is not None})
    for name, variable in (('host', 'PGHOST'), ('port', 'PGPORT'), ('dbname', 'PGDATABASE'), ('user', 'PGUSER'), ('password', 'PGPASSWORD')):
        if name not in at and os.environ.get(variable):
            at[name] = os.environ[variable]
    at['_named_user'] = 'user' in at
    if 'user' not in at:
        at['user'] = os.environ.get('USER') or 'root'
    return at

def connect(dsn=None, connection_factory=None, cursor_factory=None, **kwargs):
    if dsn is None and not kwargs:
        raise TypeError('missing dsn and no parameters')
    kwargs.pop('async_', None)
    return (connection_factory or connection)(dsn, _settings(dsn, **kwargs), cursor_factory)
`;
