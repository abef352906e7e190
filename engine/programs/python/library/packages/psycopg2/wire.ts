/** A connection to a server, in PostgreSQL's protocol. */
export const psycopgWire = String.raw`
import os
import socket
import struct

def _frame(kind, body):
    return kind + struct.pack('>I', len(body) + 4) + body

def _scram(password, nonce, said):
    import base64
    import hashlib
    import hmac
    part = dict(each.split('=', 1) for each in said.split(','))
    salted = hashlib.pbkdf2_hmac('sha256', password.encode(), base64.b64decode(part['s']), int(part['i']))
    sign = lambda key, text: hmac.new(key, text, 'sha256').digest()
    key = sign(salted, b'Client Key')
    bare = 'c=biws,r=' + part['r']
    signature = sign(hashlib.sha256(key).digest(), f'n=,r={nonce},{said},{bare}'.encode())
    proof = bytes(a ^ b for a, b in zip(key, signature))
    return f'{bare},p={base64.b64encode(proof).decode()}'.encode()

class Wire:
    def __init__(self, at):
        self.parameters = {}
        self.status = 'I'
        self.notices = []
        self.pid = 0
        self._open(at)

    def _open(self, at):
        host, port = at.get('host') or '', int(at.get('port') or 5432)
        is_local = host == '' or host.startswith('/')
        place = f'{host or "/var/run/postgresql"}/.s.PGSQL.{port}'
        failed = None
        try:
            address = '127.0.0.1' if is_local else socket.gethostbyname(host)
        except OSError as e:
            failed = f'could not translate host name "{host}" to address: {e.strerror or e}\n'
        if failed is None:
            if is_local:
                where = f'connection to server on socket "{place}" failed: '
            else:
                where = f'connection to server at "{host}" ({address}), port {port} failed: '
            self._where = where
            s = socket.socket()
            if at.get('connect_timeout'):
                s.settimeout(float(at['connect_timeout']))
            try:
                s.connect((address, port))
            except TimeoutError:
                failed = where + 'timeout expired\n'
            except OSError as e:
                if is_local:
                    failed = where + 'No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n'
                elif e.errno == 111:
                    failed = where + 'Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n'
                else:
                    failed = where + e.strerror + '\n'
        if failed:
            raise OperationalError(failed)
        s.settimeout(None)
        self._sock = s
        self._stream = s.makefile('rb')
        self._begin(at)

    def _begin(self, at):
        if at.get('sslmode') in ('require', 'verify-ca', 'verify-full'):
            self.close()
            raise OperationalError(self._where + 'server does not support SSL, but SSL was required\n')
        words = {'user': at['user'], 'database': at.get('dbname') or at['user'], 'client_encoding': 'UTF8', 'application_name': at.get('application_name'), 'options': at.get('options')}
        body = b''.join(k.encode() + b'\0' + str(v).encode() + b'\0' for k, v in words.items() if v)
        self._sock.sendall(struct.pack('>II', len(body) + 9, 196608) + body + b'\0')
        nonce = None
        while True:
            kind, body = self.read()
            if kind == b'R':
                nonce = self._prove(at, struct.unpack('>I', body[:4])[0], body[4:], nonce)
            elif kind == b'E':
                fields = self._fields(body)
                self.close()
                error = OperationalError(f"{self._where}FATAL:  {fields['M']}\n")
                raise error
            elif kind == b'Z':
                self.status = body.decode()
                return

    def _prove(self, at, method, body, nonce):
        password = at.get('password')
        if method in (3, 5, 10) and not password:
            self.close()
            raise OperationalError(self._where + 'fe_sendauth: no password supplied\n')
        if method == 3:
            self.send(b'p', password.encode() + b'\0')
        elif method == 5:
            import hashlib
            inner = hashlib.md5((password + at['user']).encode()).hexdigest()
            self.send(b'p', b'md5' + hashlib.md5(inner.encode() + body[:4]).hexdigest().encode() + b'\0')
        elif method == 10:
            import base64
            nonce = base64.b64encode(os.urandom(18)).decode()
            first = f'n,,n=,r={nonce}'.encode()
            self.send(b'p', b'SCRAM-SHA-256\0' + struct.pack('>I', len(first)) + first)
        elif method == 11:
            self.send(b'p', _scram(password, nonce, body.decode()))
        return nonce

    def send(self, kind, body=b''):
        self._sock.sendall(_frame(kind, body))

    def read(self):
        """The next message that isn't told aside."""
        while True:
            head = self._stream.read(5)
            if len(head) < 5:
                self.close()
                raise OperationalError('server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n')
            size = struct.unpack('>I', head[1:])[0] - 4
            kind, body = head[:1], self._stream.read(size) if size else b''
            if kind == b'S':
                name, value = body.decode().split('\0')[:2]
                self.parameters[name] = value
            elif kind == b'K':
                self.pid = struct.unpack('>I', body[:4])[0]
            elif kind == b'N':
                told = self._fields(body)
                self.notices.append(f"{told['S']}:  {told['M']}\n")
            elif kind != b'A':
                return kind, body

    def _fields(self, body):
        return {part[0]: part[1:] for part in body.decode().split('\0') if part}

    def ask(self, text):
        """Runs a text; gives the result of its last statement: columns, rows, tag."""
        self.send(b'Q', text.encode() + b'\0')
        columns, rows, tag, failed = None, [], '', None
        while True:
            kind, body = self.read()
            if kind == b'T':
                columns, rows = self._columns(body), []
            elif kind == b'D':
                rows.append(self._row(body))
            elif kind == b'C':
                tag = body[:-1].decode()
                if not tag.startswith(('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'SHOW', 'FETCH', 'WITH', 'VALUES', 'EXPLAIN')):
                    columns, rows = None, []
            elif kind == b'G':
                self.send(b'f', b'COPY from a text is not possible here\0')
            elif kind == b'E':
                failed = self._fields(body)
            elif kind == b'Z':
                self.status = body.decode()
                break
        if failed:
            raise _raised(failed, text)
        return columns, rows, tag

    def _columns(self, body):
        made, at = [], 2
        for _ in range(struct.unpack('>H', body[:2])[0]):
            end = body.index(b'\0', at)
            oid, size, modifier = struct.unpack('>IhI', body[end + 7:end + 17])
            made.append((body[at:end].decode(), oid, size, modifier))
            at = end + 19
        return made

    def _row(self, body):
        made, at = [], 2
        for _ in range(struct.unpack('>H', body[:2])[0]):
            size = struct.unpack('>i', body[at:at + 4])[0]
            at += 4
            if size < 0:
                made.append(None)
            else:
                made.append(body[at:at + size].decode())
                at += size
        return made

    def close(self):
        try:
            self._sock.sendall(_frame(b'X', b''))
        except OSError:
            pass
        self._sock.close()
`;
