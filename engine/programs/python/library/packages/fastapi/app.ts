/** The application: middleware, handlers of errors, and the life it leads. */
export const fastapiApp = `
class status:
    pass

for _each in HTTPStatus:
    setattr(status, f"HTTP_{_each.value}_{_each.name}", _each.value)

async def _http_error(request, error):
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=error.headers)
    return JSONResponse({'detail': error.detail}, status_code=error.status_code, headers=error.headers)

async def _invalid(request, error):
    return JSONResponse({'detail': jsonable_encoder(error.errors())}, status_code=422)

class CORSMiddleware:
    def __init__(self, app, allow_origins=(), allow_methods=('GET',), allow_headers=(), allow_credentials=False, allow_origin_regex=None, expose_headers=(), max_age=600):
        self.app, self.origins, self.methods, self.headers = app, allow_origins, allow_methods, allow_headers
        self.credentials, self.expose, self.max_age = allow_credentials, expose_headers, max_age
        self.pattern = allow_origin_regex and re.compile(allow_origin_regex)

    def _allows(self, origin):
        return '*' in self.origins or origin in self.origins or bool(self.pattern and self.pattern.fullmatch(origin))

    async def __call__(self, scope, receive, send):
        headers = Headers(scope.get('headers', []))
        origin = headers.get('origin')
        if scope['type'] != 'http' or origin is None:
            return await self.app(scope, receive, send)
        if scope['method'] == 'OPTIONS' and 'access-control-request-method' in headers:
            return await self._preflight(headers, origin)(scope, receive, send)
        async def answer(message):
            if message['type'] == 'http.response.start' and self._allows(origin):
                made = Headers(list(message['headers']))
                every = '*' in self.origins and not ('cookie' in headers and self.credentials)
                made['access-control-allow-origin'] = '*' if every else origin
                if not every:
                    made.append('vary', 'Origin')
                if self.credentials:
                    made['access-control-allow-credentials'] = 'true'
                if self.expose:
                    made['access-control-expose-headers'] = ', '.join(self.expose)
                message = {**message, 'headers': made.raw}
            await send(message)
        await self.app(scope, receive, answer)

    def _preflight(self, headers, origin):
        methods = ('DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT') if '*' in self.methods else self.methods
        made = {'vary': 'Origin', 'access-control-allow-methods': ', '.join(methods), 'access-control-max-age': str(self.max_age)}
        wanted = headers.get('access-control-request-headers')
        if '*' in self.headers and wanted:
            made['access-control-allow-headers'] = wanted
        elif self.headers:
            made['access-control-allow-headers'] = ', '.join(sorted({'Accept', 'Accept-Language', 'Content-Language', 'Content-Type', *self.headers}))
        failed = []
        if self._allows(origin):
            made['access-control-allow-origin'] = '*' if '*' in self.origins and not self.credentials else origin
        else:
            failed.append('origin')
        if headers['access-control-request-method'] not in methods:
            failed.append('method')
        if self.credentials:
            made['access-control-allow-credentials'] = 'true'
        return PlainTextResponse('Disallowed CORS ' + ', '.join(failed) if failed else 'OK', 400 if failed else 200, made)

class BaseHTTPMiddleware:
    def __init__(self, app, dispatch=None):
        self.app = app
        if dispatch is not None:
            self.dispatch = dispatch

    async def __call__(self, scope, receive, send):
        if scope['type'] != 'http':
            return await self.app(scope, receive, send)
        async def call_next(request):
            held = []
            async def keep(message):
                held.append(message)
            await self.app(scope, receive, keep)
            response = Response(b''.join(m.get('body', b'') for m in held[1:]), held[0]['status'])
            response.headers = Headers(list(held[0]['headers']))
            return response
        response = await self.dispatch(Request(scope, receive), call_next)
        await response(scope, receive, send)

class StaticFiles:
    def __init__(self, directory=None, html=False, **kwargs):
        import os
        if not os.path.isdir(directory):
            raise RuntimeError(f"Directory '{directory}' does not exist")
        self.directory, self.html = directory, html

    async def __call__(self, scope, receive, send):
        import os
        root = os.path.abspath(self.directory)
        path = os.path.abspath(os.path.join(root, scope['path'].lstrip('/')))
        if os.path.isdir(path) and self.html:
            path = os.path.join(path, 'index.html')
        if not (path + '/').startswith(root + '/') or not os.path.isfile(path):
            raise HTTPException(404)
        await FileResponse(path)(scope, receive, send)

class FastAPI(APIRouter):
    def __init__(self, *, title='FastAPI', version='0.1.0', description='', debug=False, lifespan=None, docs_url='/docs', openapi_url='/openapi.json', redoc_url='/redoc', root_path='', middleware=None, on_startup=None, on_shutdown=None, **given):
        super().__init__(dependencies=given.get('dependencies'))
        self.title, self.version, self.description = title, version, description
        self.docs_url, self.openapi_url, self.redoc_url, self.debug = docs_url, openapi_url, redoc_url, debug
        self.state = State()
        self.lifespan = lifespan
        self.dependency_overrides = {}
        self.events = {'startup': list(on_startup or ()), 'shutdown': list(on_shutdown or ())}
        self.handlers = {HTTPException: _http_error, RequestValidationError: _invalid}
        self.user_middleware = []
        self._stack = None
        if openapi_url:
            import fastapi.openapi as documents
            documents.add(self)

    @property
    def router(self):
        return self

    def add_middleware(self, kind, **options):
        self.user_middleware.insert(0, (kind, options))

    def middleware(self, kind):
        def add(function):
            self.add_middleware(BaseHTTPMiddleware, dispatch=function)
            return function
        return add

    def exception_handler(self, kind):
        def add(function):
            self.handlers[kind] = function
            return function
        return add

    def add_exception_handler(self, kind, function):
        self.handlers[kind] = function

    def add_event_handler(self, event, function):
        self.events[event].append(function)

    def openapi(self):
        from fastapi.openapi import document
        return document(self)

    async def __call__(self, scope, receive, send):
        if scope['type'] == 'lifespan':
            return await self._live(scope, receive, send)
        if self._stack is None:
            self._stack = self._handled
            for kind, options in reversed(self.user_middleware):
                self._stack = kind(self._stack, **options)
        scope['app'] = self
        await self._stack(scope, receive, send)

    async def _live(self, scope, receive, send):
        import traceback
        await receive()
        context = None
        try:
            if self.lifespan is not None:
                context = self.lifespan(self)
                await context.__aenter__()
            for function in self.events['startup']:
                await _plainly(function)
        except BaseException:
            await send({'type': 'lifespan.startup.failed', 'message': traceback.format_exc()})
            return
        await send({'type': 'lifespan.startup.complete'})
        await receive()
        for function in self.events['shutdown']:
            await _plainly(function)
        if context is not None:
            await context.__aexit__(None, None, None)
        await send({'type': 'lifespan.shutdown.complete'})

    async def _handled(self, scope, receive, send):
        request = Request(scope, receive)
        failed = None
        try:
            response = await self._routed(request, scope, receive, send)
        except Exception as e:
            failed = e
        if failed is not None:
            response = await self._answered(request, failed)
        if response is not None:
            await response(scope, receive, send)

    async def _answered(self, request, error):
        for kind in type(error).__mro__:
            handler = self.handlers.get(kind) or (self.handlers.get(error.status_code) if isinstance(error, HTTPException) else None)
            if handler is not None and kind is not Exception:
                return await _plainly(handler, request, error)
        handler = self.handlers.get(Exception) or self.handlers.get(500)
        if handler is not None:
            return await _plainly(handler, request, error)
        raise error

    async def _routed(self, request, scope, receive, send):
        path = scope['path']
        allowed = []
        for route in self.routes:
            found = route.pattern.match(path)
            if not found:
                continue
            if scope['method'] in route.methods:
                request.path_params = scope['path_params'] = found.groupdict()
                return await route.run(request)
            allowed.extend(route.methods)
        for prefix, app in self.mounts:
            if path == prefix or path.startswith(prefix + '/'):
                await app({**scope, 'path': path[len(prefix):] or '/', 'root_path': prefix}, receive, send)
                return None
        if allowed:
            raise HTTPException(405, headers={'allow': ', '.join(allowed)})
        other = path.rstrip('/') if path.endswith('/') else path + '/'
        if path != '/' and any(route.pattern.match(other) for route in self.routes):
            query = scope['query_string'].decode()
            return RedirectResponse(f"http://{request.headers.get('host', '127.0.0.1')}{other}" + (f'?{query}' if query else ''))
        raise HTTPException(404)

async def _plainly(function, *args):
    made = function(*args)
    return await made if inspect.iscoroutine(made) else made
`;
