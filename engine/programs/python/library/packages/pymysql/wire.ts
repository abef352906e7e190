/** A connection to a server, in MySQL's protocol. */
export const pymysqlWire = String.raw`
import os
import socket
import struct

def _packet(sequence, body):
    return struct.pack('<I', len(body))[:3] + bytes([sequence & 255]) + body

def _length(body, at):
    first = body[at]
    if first < 251:
        return first, at + 1
    if first == 251:
        return None, at + 1
    size = {252: 2, 253: 3, 254: 8}[first]
    return int.from_bytes(body[at + 1:at + 1 + size], 'little'), at + 1 + size

def _answer(plugin, password, nonce):
    if not password:
        return b''
    import hashlib
    xor = lambda one, two: bytes(a ^ b for a, b in zip(one, two))
    if plugin == 'mysql_native_password':
        once = hashlib.sha1(password.encode()).digest()
        return xor(once, hashlib.sha1(nonce + hashlib.sha1(once).digest()).digest())
    if plugin == 'caching_sha2_password':
        once = hashlib.sha256(password.encode()).digest()
        return xor(once, hashlib.sha256(hashlib.sha256(once).digest() + nonce).digest())
    raise OperationalError(2059, f"Authentication plugin '{plugin}' not configured")

class Wire:
    def __init__(self, host, port, user, password, database, timeout=None):
        self.server_status = 2
        s = socket.socket()
        failed = None
        try:
            if timeout:
                s.settimeout(timeout)
            s.connect((host, port))
            s.settimeout(None)
        except OSError as e:
            failed = e
        if failed is not None:
            made = OperationalError(2003, f"Can't connect to MySQL server on {host!r} ({failed})")
            made._reason = failed
            raise made
        self._sock, self._stream = s, s.makefile('rb')
        self._begin(user, password, database)

    def _begin(self, user, password, database):
        sequence, body = self._read()
        if body[0] == 255:
            raise _problem(body)
        end = body.index(b'\0', 1)
        self.server_info = body[1:end].decode()
        self.thread_id = struct.unpack('<I', body[end + 1:end + 5])[0]
        nonce = body[end + 5:end + 13] + body[end + 32:end + 44]
        plugin = body[end + 45:].split(b'\0')[0].decode()
        flags = 0x1 | 0x2 | 0x4 | 0x200 | 0x2000 | 0x8000 | 0x20000 | 0x80000 | 0x200000 | (8 if database else 0)
        answer = _answer(plugin, password, nonce)
        named = database.encode() + b'\0' if database else b''
        self._send(sequence + 1, struct.pack('<IIB23x', flags, 1 << 24, 45) + user.encode() + b'\0' + bytes([len(answer)]) + answer + named + plugin.encode() + b'\0')
        while True:
            sequence, body = self._read()
            if body[0] == 255:
                self._sock.close()
                raise _problem(body)
            if body[0] == 0:
                return
            if body[0] == 254:
                plugin, _, rest = body[1:].partition(b'\0')
                self._send(sequence + 1, _answer(plugin.decode(), password, rest[:20]))

    def _send(self, sequence, body):
        self._sock.sendall(_packet(sequence, body))

    def _read(self):
        head = self._stream.read(4)
        if len(head) < 4:
            raise OperationalError(2013, 'Lost connection to MySQL server during query')
        size = int.from_bytes(head[:3], 'little')
        return head[3], self._stream.read(size) if size else b''

    def ask(self, text):
        """Runs a text; gives results: columns, rows, affected, insert id."""
        results = []
        try:
            self._send(0, b'\x03' + text.encode())
            while True:
                result, more = self._result()
                results.append(result)
                if not more:
                    return results
        except OSError:
            pass
        raise OperationalError(2006, "MySQL server has gone away")

    def command(self, body):
        self._send(0, body)
        _, answer = self._read()
        if answer[0] == 255:
            raise _problem(answer)

    def _result(self):
        _, body = self._read()
        if body[0] == 255:
            raise _problem(body)
        if body[0] == 0:
            affected, at = _length(body, 1)
            inserted, at = _length(body, at)
            self.server_status = struct.unpack('<H', body[at:at + 2])[0]
            return (None, [], affected, inserted), self.server_status & 8
        columns = [self._column(self._read()[1]) for _ in range(_length(body, 0)[0])]
        self._read()
        rows = []
        while True:
            _, body = self._read()
            if body[0] == 255:
                raise _problem(body)
            if body[0] == 254 and len(body) < 9:
                self.server_status = struct.unpack('<H', body[3:5])[0]
                return (columns, rows, len(rows), 0), self.server_status & 8
            row, at = [], 0
            for column in columns:
                size, at = _length(body, at)
                if size is None:
                    row.append(None)
                else:
                    row.append(_value(column, body[at:at + size]))
                    at += size
            rows.append(row)

    def _column(self, body):
        texts, at = [], 0
        for _ in range(6):
            size, at = _length(body, at)
            texts.append(body[at:at + size].decode())
            at += size
        charset, length, kind, flags, decimals = struct.unpack('<HIBHB', body[at + 1:at + 11])
        return texts[4], kind, charset, length, decimals, flags

    def close(self):
        try:
            self._send(0, b'\x01')
        except OSError:
            pass
        self._sock.close()
`;
