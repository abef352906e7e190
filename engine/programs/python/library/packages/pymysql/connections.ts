/** Connections and cursors, as the DB API has them. */
export const pymysqlConnections = String.raw`
class Cursor:
    arraysize = 1

    def __init__(self, connection):
        self.connection = connection
        self.description = None
        self.rownumber = 0
        self.rowcount = -1
        self.lastrowid = 0
        self._rows = None
        self._results = []
        self._executed = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self.connection = None

    def _open(self):
        if self.connection is None:
            raise ProgrammingError('Cursor closed')
        return self.connection

    def mogrify(self, query, args=None):
        if args is None:
            return query
        if isinstance(args, dict):
            return query % {k: _literal(v) for k, v in args.items()}
        if isinstance(args, (tuple, list)):
            return query % tuple(map(_literal, args))
        return query % _literal(args)

    def execute(self, query, args=None):
        connection = self._open()
        text = self.mogrify(query, args)
        self._executed = text
        self._results = connection._ask(text)
        self._take()
        return self.rowcount

    def _take(self):
        columns, rows, self.rowcount, inserted = self._results.pop(0)
        self.rownumber = 0
        if columns is None:
            self.description, self._rows, self.lastrowid = None, None, inserted
            return
        self.description = tuple((name, kind, None, length, length, decimals, not flags & 1) for name, kind, _, length, decimals, flags in columns)
        names = []
        for name, *_ in columns:
            names.append(name)
        self._rows = [self._made(names, row) for row in rows]

    def _made(self, names, row):
        return tuple(row)

    def nextset(self):
        if not self._results:
            return None
        self._take()
        return True

    def executemany(self, query, args):
        total = 0
        for each in args:
            total += self.execute(query, each)
        self.rowcount = total
        return total

    def _found(self):
        self._open()
        if self._executed is None:
            raise ProgrammingError('execute() first')
        return self._rows or []

    def fetchone(self):
        rows = self._found()
        if self.rownumber >= len(rows):
            return None
        self.rownumber += 1
        return rows[self.rownumber - 1]

    def fetchmany(self, size=None):
        rows = self._found()
        start = self.rownumber
        self.rownumber = min(len(rows), start + (size or self.arraysize))
        return self._all(rows[start:self.rownumber])

    def fetchall(self):
        rows = self._found()
        start, self.rownumber = self.rownumber, len(rows)
        return self._all(rows[start:])

    def _all(self, rows):
        return tuple(rows)

    def __iter__(self):
        return iter(self.fetchone, None)

    def callproc(self, procname, args=()):
        self.execute(f'CALL {procname}(' + ','.join(map(_literal, args)) + ')')

class DictCursor(Cursor):
    def _made(self, names, row):
        return dict(zip(names, row))

    def _all(self, rows):
        return list(rows)

class SSCursor(Cursor):
    pass

class SSDictCursor(DictCursor):
    pass

class Connection:
    Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError = Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError

    def __init__(self, *, user=None, password='', host=None, database=None, port=0, db=None, passwd=None, charset='', cursorclass=Cursor, connect_timeout=10, autocommit=False, unix_socket=None, init_command=None, ssl=None, defer_connect=False, **kwargs):
        self.host, self.port = host or 'localhost', int(port or 3306)
        self.user = user or os.environ.get('USER') or 'root'
        self.password = password or passwd or ''
        self.db = database or db
        self.charset = charset or 'utf8mb4'
        self.cursorclass = cursorclass
        self.connect_timeout = connect_timeout
        self._init_command = init_command
        self.autocommit_mode = autocommit
        self._wire = None
        if not defer_connect:
            self.connect()

    def connect(self, sock=None):
        self._wire = Wire(self.host, self.port, self.user, self.password, self.db, self.connect_timeout)
        if self.autocommit_mode is not None:
            self._wire.ask(f'SET AUTOCOMMIT = {int(bool(self.autocommit_mode))}')
        if self._init_command:
            self._wire.ask(self._init_command)

    @property
    def open(self):
        return self._wire is not None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _ask(self, text):
        if self._wire is None:
            raise InterfaceError(0, '')
        return self._wire.ask(text)

    def cursor(self, cursor=None):
        return (cursor or self.cursorclass)(self)

    def query(self, sql):
        return self._ask(sql)[0][2]

    def commit(self):
        self._ask('COMMIT')

    def rollback(self):
        self._ask('ROLLBACK')

    def begin(self):
        self._ask('BEGIN')

    def autocommit(self, value):
        self._ask(f'SET AUTOCOMMIT = {int(bool(value))}')

    def get_autocommit(self):
        return bool(self._wire.server_status & 2)

    def select_db(self, db):
        self._wire.command(b'\x02' + db.encode())
        self.db = db

    def ping(self, reconnect=True):
        if self._wire is None:
            if not reconnect:
                raise Error('Already closed')
            self.connect()
            return
        try:
            self._wire.command(b'\x0e')
        except (OperationalError, OSError):
            if not reconnect:
                raise
            self.connect()

    def escape(self, obj, mapping=None):
        return _literal(obj)

    literal = escape

    def escape_string(self, s):
        return escape_string(s)

    def get_server_info(self):
        return self._wire.server_info

    def thread_id(self):
        return self._wire.thread_id

    def close(self):
        if self._wire is None:
            raise Error('Already closed')
        self._wire.close()
        self._wire = None

connect = Connect = Connection
VERSION = (1, 4, 6, 'final', 1)
__version__ = '1.1.1'
apilevel, threadsafety, paramstyle = '2.0', 1, 'pyformat'

def install_as_MySQLdb():
    import sys
    sys.modules['MySQLdb'] = sys.modules['pymysql']
`;
