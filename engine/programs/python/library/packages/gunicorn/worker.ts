/** A worker: it takes connections from the socket that all of them share. */
export const gunicornWorkerSource = String.raw`
import importlib
import io
import os
import signal
import sys
import threading
import time
import traceback
import urllib.parse
from gunicorn import SERVER, SERVER_SOFTWARE

class AppImportError(Exception):
    pass

def import_app(name):
    module, _, call = name.partition(':')
    call = call or 'application'
    try:
        found = importlib.import_module(module)
    except ImportError:
        if module.endswith('.py') and os.path.exists(module):
            raise ImportError('Failed to find application, did you mean "%s:%s"?' % (module.rsplit('.', 1)[0], call))
        raise
    attribute = call.split('(')[0]
    if not hasattr(found, attribute):
        raise AppImportError(f'Failed to find attribute {attribute!r} in {module!r}.')
    app = getattr(found, attribute)
    if call != attribute:
        app = eval(call, dict(vars(found)))
    if app is None:
        raise AppImportError(f'Failed to find application object: {name!r}')
    if not callable(app):
        raise AppImportError('Application object must be callable.')
    return app

class _Stop(BaseException):
    pass

class _Body:
    """Bytes of a request, as long as it says it is."""
    def __init__(self, file, length, chunked):
        self.file, self.left, self.chunked = file, length, chunked
        self.data = b''
        if chunked:
            while (size := int(file.readline().split(b';')[0] or b'0', 16)):
                self.data += file.read(size)
                file.readline()
            file.readline()
            self.buffer = io.BytesIO(self.data)

    def read(self, size=None):
        if self.chunked:
            return self.buffer.read(-1 if size is None else size)
        want = self.left if size is None or size < 0 else min(size, self.left)
        data = self.file.read(want) if want else b''
        self.left -= len(data)
        return data

    def readline(self, size=None):
        if self.chunked:
            return self.buffer.readline()
        line = self.file.readline(self.left if size is None else min(size, self.left)) if self.left else b''
        self.left -= len(line)
        return line

    def readlines(self, hint=None):
        return list(self)

    def __iter__(self):
        while line := self.readline():
            yield line

class Worker:
    def __init__(self, config, log, sockets, app=None):
        self.config, self.log, self.sockets, self.app = config, log, sockets, app
        self.alive = True
        self.served = 0

    def run(self):
        for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
            signal.signal(number, self.stop)
        for number in (signal.SIGHUP, signal.SIGCHLD, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTTIN, signal.SIGTTOU):
            signal.signal(number, signal.SIG_DFL if number == signal.SIGCHLD else signal.SIG_IGN)
        if self.app is None:
            self.app = import_app(self.config.app)
        hook = self.config.hooks.get('post_worker_init')
        if hook is not None:
            hook(self)
        others = [threading.Thread(target=self.serve, args=(s,), daemon=True) for s in self.sockets[1:]]
        others += [threading.Thread(target=self.serve, args=(self.sockets[0],), daemon=True) for _ in range(self.config.threads - 1)]
        for t in others:
            t.start()
        try:
            self.serve(self.sockets[0])
        except _Stop:
            pass

    def stop(self, number, frame):
        self.alive = False
        if self.idle:
            raise _Stop()

    idle = False

    def serve(self, listener):
        while self.alive:
            try:
                self.idle = True
                client, address = listener.accept()
            except OSError:
                continue
            finally:
                self.idle = False
            try:
                self.handle(listener, client, address)
            finally:
                client.close()
            if self.config.max_requests and self.served >= self.config.max_requests:
                self.log.info('Autorestarting worker after current request.')
                self.alive = False

    def handle(self, listener, client, address):
        file = client.makefile('rb')
        while self.alive:
            try:
                environ, keep = self.request(file, listener, client, address)
                if environ is None:
                    return
                if not self.answer(client, environ, keep):
                    return
            except (BrokenPipeError, ConnectionResetError):
                self.log.debug('Ignoring EPIPE')
                return
            except ValueError as error:
                self.log.warning('Invalid request from ip=%s: %s', address if isinstance(address, str) else address[0], error)
                self.fail(client, 400, 'Bad Request', str(error))
                return

    def request(self, file, listener, client, address):
        line = file.readline(8190).decode('latin-1').strip()
        if not line:
            return None, False
        words = line.split(' ')
        if len(words) != 3 or not words[2].startswith('HTTP/'):
            raise ValueError(f'Invalid HTTP request line: {line!r}')
        method, target, protocol = words
        headers = []
        while True:
            line = file.readline(8190).decode('latin-1').rstrip('\r\n')
            if not line:
                break
            k, _, v = line.partition(':')
            headers.append((k, v.strip()))
        path, _, query = target.partition('?')
        name = listener.getsockname()
        host, port = (name, 80) if isinstance(name, str) else name
        remote, remote_port = (address, '') if isinstance(address, str) else (address[0], str(address[1]))
        environ = {
            'wsgi.errors': sys.stderr, 'wsgi.version': (1, 0), 'wsgi.multithread': self.config.threads > 1, 'wsgi.multiprocess': self.config.workers > 1,
            'wsgi.run_once': False, 'wsgi.file_wrapper': None, 'wsgi.input_terminated': True, 'wsgi.url_scheme': 'http',
            'SERVER_SOFTWARE': SERVER_SOFTWARE, 'gunicorn.socket': client, 'REQUEST_METHOD': method, 'QUERY_STRING': query, 'RAW_URI': target,
            'SERVER_PROTOCOL': protocol, 'REMOTE_ADDR': remote, 'REMOTE_PORT': remote_port, 'SERVER_NAME': host, 'SERVER_PORT': str(port),
            'PATH_INFO': urllib.parse.unquote_to_bytes(path).decode('latin-1'), 'SCRIPT_NAME': '',
        }
        del environ['wsgi.file_wrapper']
        length, chunked, connection = 0, False, ''
        for k, v in headers:
            name = k.upper().replace('-', '_')
            if name == 'CONTENT_LENGTH':
                length = int(v)
            elif name == 'TRANSFER_ENCODING':
                chunked = v.lower() == 'chunked'
            elif name == 'CONNECTION':
                connection = v.lower()
            elif name == 'EXPECT' and v.lower() == '100-continue':
                client.sendall(b'HTTP/1.1 100 Continue\r\n\r\n')
            key = name if name in ('CONTENT_LENGTH', 'CONTENT_TYPE') else 'HTTP_' + name
            environ[key] = environ[key] + ',' + v if key in environ else v
        environ['wsgi.input'] = _Body(file, length, chunked)
        keep = self.config.worker_class == 'gthread' and connection != 'close' and (protocol == 'HTTP/1.1' or connection == 'keep-alive')
        return environ, keep

    def answer(self, client, environ, keep):
        begun, self.served = time.time(), self.served + 1
        state = {'sent': False, 'size': 0}

        def start_response(status, headers, exc_info=None):
            if exc_info is not None and state['sent']:
                raise exc_info[1]
            state['status'], state['headers'] = status, list(headers)
            return write

        def head(length=None):
            names = {k.lower() for k, v in state['headers']}
            code = int(state['status'].split()[0])
            bare = environ['REQUEST_METHOD'] == 'HEAD' or code in (204, 304) or code < 200
            state['chunked'] = 'content-length' not in names and not bare and environ['SERVER_PROTOCOL'] == 'HTTP/1.1'
            lines = [f"HTTP/1.1 {state['status']}", f'Server: {SERVER}', time.strftime('Date: %a, %d %b %Y %H:%M:%S GMT', time.gmtime()), f"Connection: {'keep-alive' if keep else 'close'}"]
            if state['chunked']:
                lines.append('Transfer-Encoding: chunked')
            lines += [f'{k}: {v}' for k, v in state['headers'] if k.lower() not in ('connection', 'date', 'server', 'transfer-encoding')]
            client.sendall(('\r\n'.join(lines) + '\r\n\r\n').encode('latin-1'))
            state['sent'] = True

        def write(data):
            if not state['sent']:
                head()
            if not data or environ['REQUEST_METHOD'] == 'HEAD':
                return
            state['size'] += len(data)
            client.sendall(f'{len(data):X}\r\n'.encode() + data + b'\r\n' if state['chunked'] else data)

        try:
            found = self.app(environ, start_response)
            try:
                for part in found:
                    write(part)
                if not state['sent']:
                    head()
                if state['chunked']:
                    client.sendall(b'0\r\n\r\n')
            finally:
                if hasattr(found, 'close'):
                    found.close()
        except (BrokenPipeError, ConnectionResetError, _Stop):
            raise
        except Exception:
            self.log.exception('Error handling request %s', environ['RAW_URI'])
            if not state['sent']:
                self.fail(client, 500, 'Internal Server Error', '')
            return False
        self.log.access(state['status'], state['size'], environ, time.time() - begun)
        while environ['wsgi.input'].read(65536):
            pass
        return keep

    def fail(self, client, code, reason, message):
        body = f'<html>\n  <head>\n    <title>{reason}</title>\n  </head>\n  <body>\n    <h1><p>{reason}</p></h1>\n    {message}\n  </body>\n</html>\n'
        try:
            client.sendall(f'HTTP/1.1 {code} {reason}\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body}'.encode())
        except OSError:
            pass
`;
