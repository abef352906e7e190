/** Requests and responses, as Starlette has them. */
export const fastapiResponses = String.raw`
import asyncio
import dataclasses
import datetime
import inspect
import json
import re
import typing
from decimal import Decimal
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, unquote
import pydantic
from pydantic import BaseModel, FieldInfo, _dumped, _validated, _limited, _Bad, _Many
__version__ = '0.116.1'

class Headers:
    def __init__(self, raw):
        self.raw = raw

    def __getitem__(self, name):
        for key, value in self.raw:
            if key.decode('latin-1').lower() == name.lower():
                return value.decode('latin-1')
        raise KeyError(name)

    def get(self, name, default=None):
        return self[name] if name in self else default

    def getlist(self, name):
        return [v.decode('latin-1') for k, v in self.raw if k.decode('latin-1').lower() == name.lower()]

    def __contains__(self, name):
        return any(k.decode('latin-1').lower() == name.lower() for k, v in self.raw)

    def __setitem__(self, name, value):
        self.raw[:] = [(k, v) for k, v in self.raw if k.decode('latin-1').lower() != name.lower()] + [(name.lower().encode(), str(value).encode('latin-1'))]

    def append(self, name, value):
        self.raw.append((name.lower().encode(), str(value).encode('latin-1')))

    def setdefault(self, name, value):
        if name not in self:
            self[name] = value
        return self[name]

    def keys(self):
        return [k.decode('latin-1') for k, v in self.raw]

    def values(self):
        return [v.decode('latin-1') for k, v in self.raw]

    def items(self):
        return [(k.decode('latin-1'), v.decode('latin-1')) for k, v in self.raw]

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self.raw)

class QueryParams:
    def __init__(self, pairs):
        self._pairs = pairs

    def get(self, name, default=None):
        found = self.getlist(name)
        return found[-1] if found else default

    def getlist(self, name):
        return [v for k, v in self._pairs if k == name]

    def __getitem__(self, name):
        if name not in self:
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name):
        return any(k == name for k, v in self._pairs)

    def keys(self):
        return list(dict(self._pairs))

    def items(self):
        return list(dict(self._pairs).items())

    def multi_items(self):
        return list(self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def __repr__(self):
        return f'QueryParams({"&".join(f"{k}={v}" for k, v in self._pairs)!r})'

class _Address:
    def __init__(self, pair):
        self.host, self.port = pair

class URL:
    def __init__(self, text):
        self._text = text
        rest = text.split('://', 1)[-1]
        self.scheme = text.split('://', 1)[0]
        self.netloc, _, tail = rest.partition('/')
        path, _, self.query = ('/' + tail).partition('?')
        self.path = path
        self.hostname = self.netloc.split(':')[0]

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

class State:
    pass

class Request:
    def __init__(self, scope, receive=None, send=None):
        self.scope, self._receive, self._bytes = scope, receive, None
        self.method = scope['method']
        self.headers = Headers(scope['headers'])
        self.query_params = QueryParams(parse_qsl(scope['query_string'].decode(), keep_blank_values=True))
        self.path_params = scope.get('path_params', {})
        self.client = _Address(scope['client']) if scope.get('client') else None
        self.app = scope.get('app')
        self.state = scope.setdefault('_state', State())
        query = scope['query_string'].decode()
        self.url = URL(f"http://{self.headers.get('host', '127.0.0.1')}{scope['path']}" + (f'?{query}' if query else ''))
        self.base_url = URL(f"http://{self.headers.get('host', '127.0.0.1')}/")

    @property
    def cookies(self):
        made = {}
        for part in self.headers.get('cookie', '').split(';'):
            name, mark, value = part.strip().partition('=')
            if mark:
                made[name] = unquote(value.strip('"'))
        return made

    async def body(self):
        if self._bytes is None:
            self._bytes = self.scope.get('_body')
        if self._bytes is None:
            parts, more = [], True
            while more:
                message = await self._receive()
                parts.append(message.get('body', b''))
                more = message.get('more_body', False)
            self._bytes = self.scope['_body'] = b''.join(parts)
        return self._bytes

    async def json(self):
        return json.loads(await self.body())

    async def form(self):
        kind = self.headers.get('content-type', '')
        if kind.startswith('multipart/'):
            raise NotImplementedError('forms with files: not part of the simulation')
        return QueryParams(parse_qsl((await self.body()).decode(), keep_blank_values=True))

class Response:
    media_type = None
    charset = 'utf-8'

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code, self.background = status_code, background
        if media_type is not None:
            self.media_type = media_type
        self.body = self.render(content)
        self.headers = Headers([])
        self._own = headers or {}
        self._begin()

    def _begin(self):
        if not (self.status_code < 200 or self.status_code in (204, 304)):
            self.headers['content-length'] = len(self.body)
        if self.media_type is not None:
            kind = self.media_type
            self.headers['content-type'] = f'{kind}; charset={self.charset}' if kind.startswith('text/') and 'charset=' not in kind else kind
        for name, value in self._own.items():
            self.headers[name] = value

    def render(self, content):
        return b'' if content is None else content if isinstance(content, bytes) else content.encode()

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite='lax'):
        made = f'{key}={value}'
        if domain:
            made += f'; Domain={domain}'
        if httponly:
            made += '; HttpOnly'
        if max_age is not None:
            made += f'; Max-Age={max_age}'
        if path:
            made += f'; Path={path}'
        if samesite:
            made += f'; SameSite={samesite}'
        if secure:
            made += '; Secure'
        self.headers.append('set-cookie', made)

    def delete_cookie(self, key, path='/', domain=None, **kwargs):
        self.set_cookie(key, '""', max_age=0, path=path, domain=domain)

    async def __call__(self, scope, receive, send):
        await send({'type': 'http.response.start', 'status': self.status_code, 'headers': self.headers.raw})
        await send({'type': 'http.response.body', 'body': self.body})
        if self.background is not None:
            await self.background()

class PlainTextResponse(Response):
    media_type = 'text/plain'

class HTMLResponse(Response):
    media_type = 'text/html'

class JSONResponse(Response):
    media_type = 'application/json'

    def render(self, content):
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(',', ':')).encode()

ORJSONResponse = UJSONResponse = JSONResponse

class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(b'', status_code, headers, background=background)
        self.headers['location'] = quote(str(url), safe=":/%#?=@[]!$&'()*+,;")

class FileResponse(Response):
    def __init__(self, path, status_code=200, headers=None, media_type=None, filename=None, background=None):

        with open(path, 'rb') as f:
            data = f.read()
        kinds = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png', '.jpg': 'image/jpeg', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.ico': 'image/x-icon'}
        kind = media_type or kinds.get('.' + str(path).rsplit('.', 1)[-1].lower(), 'application/octet-stream')
        super().__init__(data, status_code, headers, kind, background)
        if filename:
            self.headers['content-disposition'] = f'attachment; filename="{filename}"'

class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        self.iterator = content
        super().__init__(None, status_code, headers, media_type, background)

    def _begin(self):
        super()._begin()
        self.headers.raw[:] = [(k, v) for k, v in self.headers.raw if k != b'content-length']

    async def __call__(self, scope, receive, send):
        await send({'type': 'http.response.start', 'status': self.status_code, 'headers': self.headers.raw})
        if hasattr(self.iterator, '__aiter__'):
            async for chunk in self.iterator:
                await send({'type': 'http.response.body', 'body': chunk if isinstance(chunk, bytes) else chunk.encode(), 'more_body': True})
        else:
            for chunk in self.iterator:
                await send({'type': 'http.response.body', 'body': chunk if isinstance(chunk, bytes) else chunk.encode(), 'more_body': True})
        await send({'type': 'http.response.body', 'body': b'', 'more_body': False})

class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        self.status_code = status_code
        self.detail = HTTPStatus(status_code).phrase if detail is None else detail
        self.headers = headers
        super().__init__(status_code, detail)

    def __str__(self):
        return f'{self.status_code}: {self.detail}'

class RequestValidationError(Exception):
    def __init__(self, errors, *, body=None):
        self._errors, self.body = errors, body
        super().__init__(errors)

    def errors(self):
        return self._errors

class ResponseValidationError(Exception):
    def __init__(self, errors, *, body=None):
        self._errors, self.body = errors, body
        super().__init__(f'{len(errors)} validation errors:\n' + '\n'.join(f'  {e}' for e in errors))

class BackgroundTasks:
    def __init__(self):
        self.tasks = []

    def add_task(self, func, *args, **kwargs):
        self.tasks.append((func, args, kwargs))

    async def __call__(self):
        for func, args, kwargs in self.tasks:
            await _called(func, *args, **kwargs)

async def _called(function, *args, **kwargs):
    """Calls what is async, or in a thread what isn't."""
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, '__call__', None)) and not inspect.isfunction(function):
        return await function(*args, **kwargs)
    return await asyncio.to_thread(function, *args, **kwargs)

def jsonable_encoder(obj, **kwargs):
    if dataclasses.is_dataclass(obj) and not isinstance(obj, type):
        obj = dataclasses.asdict(obj)
    if isinstance(obj, dict):
        return {jsonable_encoder(k): jsonable_encoder(v) for k, v in obj.items()}
    if isinstance(obj, (list, tuple, set, frozenset)) or inspect.isgenerator(obj):
        return [jsonable_encoder(v) for v in obj]
    if isinstance(obj, Decimal):
        return int(obj) if obj == obj.to_integral_value() and obj.as_tuple().exponent >= 0 else float(obj)
    if isinstance(obj, (datetime.date, datetime.time)):
        return obj.isoformat()
    if isinstance(obj, datetime.timedelta):
        return obj.total_seconds()
    made = _dumped(obj, 'json', kwargs)
    if made is None or isinstance(made, (str, int, float, bool, dict, list)):
        return made
    if hasattr(made, '__dict__'):
        return {k: jsonable_encoder(v) for k, v in vars(made).items() if not k.startswith('_')}
    raise ValueError([TypeError(f"'{type(made).__name__}' object is not iterable"), TypeError('vars() argument must have __dict__ attribute')])
`;
