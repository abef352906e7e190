/** Responses, as Starlette has them. */
export const fastapiResponses = String.raw`
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
