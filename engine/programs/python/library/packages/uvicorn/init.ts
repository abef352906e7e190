/** uvicorn: an ASGI server over asyncio's streams, with its log and its command line. */
export const uvicornSource = String.raw`
import asyncio
import importlib
import os
import signal
import sys
import time
import traceback
from urllib.parse import unquote
__version__ = '0.35.0'
_REASONS = {200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict', 410: 'Gone', 413: 'Request Entity Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}
_LEVELS = {'critical': 50, 'error': 40, 'warning': 30, 'info': 20, 'debug': 10, 'trace': 5}
_COLOURS = {'INFO': 32, 'WARNING': 33, 'ERROR': 31, 'DEBUG': 36}
BODY_MAX = 16777216

class Config:
    def __init__(self, app, host='127.0.0.1', port=8000, reload=False, workers=1, log_level='info', access_log=True, root_path='', proxy_headers=True, app_dir='.', **kwargs):
        self.app, self.host, self.port = app, host, int(port)
        self.reload, self.workers, self.access_log, self.root_path = reload, workers, access_log, root_path
        self.level = _LEVELS.get(log_level, log_level) if isinstance(log_level, str) else log_level or 20

    def log(self, level, text, file=None):
        if _LEVELS[level.lower()] < self.level:
            return
        file = file or sys.stderr
        shown = f'\x1b[{_COLOURS[level]}m{level}\x1b[0m' if file.isatty() else level
        print(f'{shown}:' + ' ' * (9 - len(level)) + text, file=file, flush=True)

class ImportFromStringError(Exception):
    pass

def import_from_string(text):
    if not isinstance(text, str):
        return text
    module, _, attribute = text.partition(':')
    if not module or not attribute:
        raise ImportFromStringError(f'Import string "{text}" must be in format "<module>:<attribute>".')
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as e:
        if e.name != module:
            raise
        raise ImportFromStringError(f'Could not import module "{module}".') from None
    for name in attribute.split('.'):
        if not hasattr(found, name):
            raise ImportFromStringError(f'Attribute "{attribute}" not found in module "{module}".')
        found = getattr(found, name)
    return found

class Server:
    def __init__(self, config):
        self.config = config
        self.should_exit = False
        self.started = False

    def run(self, sockets=None):
        asyncio.run(self.serve())

    async def serve(self, sockets=None):
        config = self.config
        try:
            self.app = import_from_string(config.app)
        except ImportFromStringError as e:
            config.log('ERROR', f'Error loading ASGI app. {e}')
            sys.exit(1)
        config.log('INFO', f'Started server process [{os.getpid()}]')
        self._stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop.set)
        self._lifespan = {'in': asyncio.Queue(), 'out': asyncio.Queue()}
        config.log('INFO', 'Waiting for application startup.')
        task = asyncio.create_task(self._live())
        await self._lifespan['in'].put({'type': 'lifespan.startup'})
        told = await self._lifespan['out'].get()
        if told['type'] == 'lifespan.startup.failed':
            if told.get('message'):
                print(told['message'], file=sys.stderr)
            config.log('ERROR', 'Application startup failed. Exiting.')
            sys.exit(3)
        config.log('INFO', 'Application startup complete.')
        try:
            server = await asyncio.start_server(self._connection, config.host, config.port)
        except OSError as e:
            config.log('ERROR', f"[Errno {e.errno}] error while attempting to bind on address ('{config.host}', {config.port}): {(e.strerror or '').lower()}")
            await self._ended(task)
            sys.exit(1)
        self.started = True
        config.log('INFO', f'Uvicorn running on http://{config.host}:{config.port} (Press CTRL+C to quit)')
        await self._stop.wait()
        config.log('INFO', 'Shutting down')
        server.close()
        await self._ended(task)
        config.log('INFO', f'Finished server process [{os.getpid()}]')

    async def _ended(self, task):
        self.config.log('INFO', 'Waiting for application shutdown.')
        await self._lifespan['in'].put({'type': 'lifespan.shutdown'})
        await self._lifespan['out'].get()
        self.config.log('INFO', 'Application shutdown complete.')

    async def _live(self):
        queues = self._lifespan
        try:
            await self.app({'type': 'lifespan', 'asgi': {'version': '3.0', 'spec_version': '2.0'}, 'state': {}}, queues['in'].get, queues['out'].put)
        except BaseException as e:
            if isinstance(e, asyncio.CancelledError):
                raise
            await queues['out'].put({'type': 'lifespan.startup.complete'})
            await queues['in'].get()
        await queues['out'].put({'type': 'lifespan.shutdown.complete'})

    async def _connection(self, reader, writer):
        try:
            while await self._request(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _request(self, reader, writer):
        line = await reader.readline()
        if not line.strip():
            return False
        parts = line.decode('latin-1').split()
        headers = []
        while True:
            each = await reader.readline()
            if each in (b'\r\n', b'\n', b''):
                break
            name, _, value = each.partition(b':')
            headers.append((name.strip().lower(), value.strip()))
        if len(parts) != 3 or not parts[2].startswith('HTTP/1.'):
            self.config.log('WARNING', 'Invalid HTTP request received.')
            writer.write(b'HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\nInvalid HTTP request received.')
            await writer.drain()
            return False
        method, target, version = parts
        given = dict(headers)
        body = await self._body(reader, given)
        path, _, query = target.partition('?')
        client, server = writer.get_extra_info('peername'), writer.get_extra_info('sockname')
        scope = {'type': 'http', 'asgi': {'version': '3.0', 'spec_version': '2.3'}, 'http_version': version[5:], 'method': method, 'scheme': 'http', 'path': unquote(path), 'raw_path': path.encode(), 'query_string': query.encode(), 'root_path': self.config.root_path, 'headers': headers, 'client': tuple(client[:2]) if client else None, 'server': tuple(server[:2]) if server else None, 'state': {}}
        alive = version == 'HTTP/1.1' and given.get(b'connection', b'').lower() != b'close'
        return await _Cycle(self.config, scope, body, writer, alive, target).run(self.app)

    async def _body(self, reader, given):
        if given.get(b'transfer-encoding', b'').lower() == b'chunked':
            parts = []
            while True:
                size = int((await reader.readline()).split(b';')[0].strip() or b'0', 16)
                parts.append(await reader.readexactly(size))
                await reader.readline()
                if size == 0:
                    return b''.join(parts)
        size = int(given.get(b'content-length', b'0'))
        if size > BODY_MAX:
            raise ConnectionError('too large')
        return await reader.readexactly(size) if size else b''

class _Cycle:
    """A request and its answer."""

    def __init__(self, config, scope, body, writer, alive, target):
        self._config, self._scope, self._body, self._writer, self._alive, self._target = config, scope, body, writer, alive, target
        self._status, self._read, self._over, self._chunked = None, False, False, False

    async def receive(self):
        if self._read:
            return {'type': 'http.disconnect'}
        self._read = True
        return {'type': 'http.request', 'body': self._body, 'more_body': False}

    async def send(self, message):
        if message['type'] == 'http.response.start':
            self._status = message['status']
            headers = list(message.get('headers', []))
            if self._config.access_log:
                client = self._scope['client'] or ('', 0)
                status = self._status
                self._config.log('INFO', f'{client[0]}:{client[1]} - "{self._scope["method"]} {self._target} HTTP/{self._scope["http_version"]}" {status} {_REASONS.get(status, "")}'.rstrip(), sys.stdout)
            lines = [f'HTTP/1.1 {self._status} {_REASONS.get(self._status, "")}\r\n'.encode(), time.strftime('date: %a, %d %b %Y %H:%M:%S GMT\r\n', time.gmtime()).encode(), b'server: uvicorn\r\n']
            lines += [name + b': ' + value + b'\r\n' for name, value in headers]
            if not any(name.lower() == b'content-length' for name, value in headers) and self._status not in (204, 304):
                self._chunked = True
                lines.append(b'transfer-encoding: chunked\r\n')
            if not self._alive:
                lines.append(b'connection: close\r\n')
            self._writer.write(b''.join(lines) + b'\r\n')
        elif message['type'] == 'http.response.body':
            data = b'' if self._scope['method'] == 'HEAD' else message.get('body', b'')
            more = message.get('more_body', False)
            if self._chunked and self._scope['method'] != 'HEAD':
                data = (b'%x\r\n' % len(data) + data + b'\r\n' if data else b'') + (b'' if more else b'0\r\n\r\n')
            self._over = not more
            self._writer.write(data)
            await self._writer.drain()

    async def run(self, app):
        try:
            await app(self._scope, self.receive, self.send)
        except Exception:
            self._config.log('ERROR', 'Exception in ASGI application\n' + traceback.format_exc().rstrip('\n'))
            if self._status is None:
                await self.send({'type': 'http.response.start', 'status': 500, 'headers': [(b'content-type', b'text/plain; charset=utf-8'), (b'content-length', b'21')]})
                await self.send({'type': 'http.response.body', 'body': b'Internal Server Error'})
        return self._alive and self._over

def run(app, *, host='127.0.0.1', port=8000, reload=False, workers=None, **kwargs):
    if (reload or (workers or 1) > 1) and not isinstance(app, str):
        Config(app).log('WARNING', "You must pass the application as an import string to enable 'reload' or 'workers'.")
        sys.exit(1)
    if '' not in sys.path and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    config = Config(app, host, port, reload, workers or 1, **kwargs)
    if reload:
        config.log('WARNING', 'reload is not part of the simulation: changes need a restart.')
    try:
        Server(config).run()
    except KeyboardInterrupt:
        pass
`;

/** The command line. */
export const uvicornMainSource = `
import sys
import uvicorn

def main():
    import argparse
    parser = argparse.ArgumentParser(prog='uvicorn')
    parser.add_argument('app')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, default=8000)
    parser.add_argument('--reload', action='store_true')
    parser.add_argument('--workers', type=int)
    parser.add_argument('--log-level', default='info')
    parser.add_argument('--no-access-log', action='store_true')
    parser.add_argument('--access-log', action='store_true')
    parser.add_argument('--root-path', default='')
    parser.add_argument('--app-dir', default='')
    parser.add_argument('--proxy-headers', action='store_true')
    parser.add_argument('--forwarded-allow-ips')
    parser.add_argument('--factory', action='store_true')
    parser.add_argument('--reload-dir', action='append')
    given = parser.parse_args()
    if given.factory:
        raise NotImplementedError('uvicorn --factory: not part of the simulation')
    import os
    sys.path.insert(0, os.path.abspath(given.app_dir or '.'))
    uvicorn.run(given.app, host=given.host, port=given.port, reload=given.reload, workers=given.workers, log_level=given.log_level, access_log=not given.no_access_log, root_path=given.root_path)

__main__function__ = main
`;
