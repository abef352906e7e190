/** Routes, and where the arguments of their functions come from. */
export const fastapiRouting = `
class Param(FieldInfo):
    place = 'query'

class Query(Param):
    pass

class Path(Param):
    place = 'path'

class Header(Param):
    place = 'header'

class Cookie(Param):
    place = 'cookie'

class Body(Param):
    place = 'body'

class Form(Param):
    place = 'form'

class File(Param):
    place = 'file'

class UploadFile:
    pass

class Depends:
    def __init__(self, dependency=None, *, use_cache=True):
        self.dependency, self.use_cache = dependency, use_cache

Security = Depends
_EMPTY = inspect.Parameter.empty

class _Argument:
    def __init__(self, name, kind, info, place):
        self.name, self.kind, self.info, self.place = name, kind, info, place
        self.key = info.alias or (name.replace('_', '-') if place == 'header' else name)

def _is_body(kind):
    origin = typing.get_origin(kind)
    if origin in (typing.Union, typing.Annotated):
        return any(_is_body(each) for each in typing.get_args(kind) if each is not type(None))
    if origin in (list, dict, set) or kind in (list, dict, set):
        return True
    return isinstance(kind, type) and issubclass(kind, BaseModel)

def _arguments(call, path):
    """What a function asks for: its arguments, and those that depend on others."""
    made, depends = [], []
    signature = inspect.signature(call)
    hints = getattr(call, '__annotations__', {}) or {}
    names = getattr(call, '__globals__', {})
    for name, parameter in signature.parameters.items():
        kind, default = parameter.annotation, parameter.default
        if isinstance(kind, str):
            kind = eval(kind, dict(names))
        if str(parameter.kind) in ('VAR_POSITIONAL', 'VAR_KEYWORD'):
            continue
        info = None
        if typing.get_origin(kind) is typing.Annotated:
            base, *more = typing.get_args(kind)
            for each in more:
                if isinstance(each, (Param, Depends)):
                    info, kind = each, base
        if isinstance(default, (Param, Depends)):
            info, default = default, _EMPTY
        if isinstance(info, Depends):
            depends.append((name, info.dependency or kind))
        elif kind in (Request, Response, BackgroundTasks):
            made.append(_Argument(name, kind, FieldInfo(), 'special'))
        else:
            kind = typing.Any if kind is _EMPTY else kind
            place = 'path' if name in path else info.place if isinstance(info, Param) else 'body' if _is_body(kind) else 'query'
            if info is None:
                info = FieldInfo(... if default is _EMPTY else default)
            elif default is not _EMPTY:
                info.default = default
            made.append(_Argument(name, kind, info, place))
    return made, depends

class Route:
    def __init__(self, path, endpoint, methods, **given):
        self.path, self.endpoint, self.methods, self.given = path, endpoint, methods, given
        self.name = given.get('name') or endpoint.__name__
        self.names = [each.split(':')[0] for each in re.findall(r'{([^}]*)}', path)]
        pattern = ''
        for which, part in enumerate(re.split(r'{([^}]*)}', path)):
            if which % 2 == 0:
                pattern += re.escape(part)
            else:
                pattern += f"(?P<{part.split(':')[0]}>{'.*' if part.endswith(':path') else '[^/]+'})"
        self.pattern = re.compile(pattern + '$')
        self.arguments, self.depends = _arguments(endpoint, self.names)
        self.bodies = [each for each in self.arguments if each.place == 'body']

    async def run(self, request):
        background = BackgroundTasks()
        told = Response()
        told.headers = Headers([])
        told.status_code = None
        context = {'request': request, 'background': background, 'response': told, 'made': {}, 'exits': [], 'errors': []}
        for each in self.given.get('dependencies') or ():
            await _depended(each.dependency, context, self.names)
        values = await _values(self.arguments, self.depends, context, self.names, self.bodies)
        if context['errors']:
            raise RequestValidationError(context['errors'], body=context.get('body'))
        failed = None
        try:
            made = await _called(self.endpoint, **values)
        except BaseException as e:
            failed = e
        for generator in reversed(context['exits']):
            await _left(generator)
        if failed is not None:
            raise failed
        return self._response(made, background, told)

    def _response(self, made, background, told):
        if isinstance(made, Response):
            if made.background is None and background.tasks:
                made.background = background
            return made
        status = told.status_code or self.given.get('status_code') or 200
        model = self.given.get('response_model')
        if model is None:
            hint = getattr(self.endpoint, '__annotations__', {}).get('return')
            model = hint if hint is not None and _is_body(hint) else None
        if model is not None:
            made = self._modelled(model, made)
        options = {k[15:]: v for k, v in self.given.items() if k.startswith('response_model_') and v}
        data = jsonable_encoder(made, **options)
        kind = self.given.get('response_class') or JSONResponse
        response = kind(b'' if status == 204 else data if kind is JSONResponse else made, status_code=status, background=background if background.tasks else None)
        if status == 204:
            response.body = b''
        for name, value in told.headers.items():
            response.headers.append(name, value)
        return response

    def _modelled(self, model, made):
        def plain(value):
            if isinstance(value, BaseModel):
                return value.model_dump()
            if isinstance(value, (list, tuple)):
                return [plain(v) for v in value]
            if isinstance(value, (dict, str, int, float, bool)) or value is None:
                return value
            return vars(value) if hasattr(value, '__dict__') else value
        try:
            return _validated(model, plain(made))
        except (_Bad, _Many) as e:
            found = [{**each, 'loc': ('response',) + each['loc']} for each in e.found]
        raise ResponseValidationError(found, body=made)

async def _left(generator):
    try:
        if hasattr(generator, '__anext__'):
            await generator.__anext__()
        else:
            next(generator)
    except (StopIteration, StopAsyncIteration):
        pass

async def _depended(call, context, names):
    if call in context['made']:
        return context['made'][call]
    arguments, depends = _arguments(call, names)
    values = await _values(arguments, depends, context, names, [each for each in arguments if each.place == 'body'])
    if context['errors']:
        return None
    function = call if inspect.isfunction(call) or inspect.ismethod(call) else call if isinstance(call, type) else call.__call__
    if inspect.isasyncgenfunction(function):
        generator = function(**values)
        made = await generator.__anext__()
        context['exits'].append(generator)
    elif inspect.isgeneratorfunction(function):
        generator = function(**values)
        made = next(generator)
        context['exits'].append(generator)
    elif isinstance(call, type):
        made = call(**values)
    else:
        made = await _called(function, **values)
    context['made'][call] = made
    return made

async def _values(arguments, depends, context, names, bodies):
    request = context['request']
    values = {}
    for name, call in depends:
        values[name] = await _depended(call, context, names)
    body = None
    if any(each.place == 'body' for each in arguments):
        body = await _body(request, context)
    form = await request.form() if any(each.place == 'form' for each in arguments) else None
    for each in arguments:
        if each.place == 'special':
            values[each.name] = {Request: request, Response: context['response'], BackgroundTasks: context['background']}[each.kind]
            continue
        if each.place == 'file':
            raise NotImplementedError('uploaded files: not part of the simulation')
        place = 'body' if each.place == 'form' else each.place
        loc = (place, each.key)
        given = _EMPTY
        if each.place == 'path':
            given = request.path_params.get(each.name, _EMPTY)
        elif each.place == 'query':
            many = typing.get_origin(each.kind) in (list, set) or typing.get_origin(each.kind) is typing.Union and any(typing.get_origin(a) is list for a in typing.get_args(each.kind))
            found = request.query_params.getlist(each.key)
            given = _EMPTY if not found else found if many else found[-1]
        elif each.place == 'header':
            given = request.headers.get(each.key, _EMPTY)
        elif each.place == 'cookie':
            given = request.cookies.get(each.key, _EMPTY)
        elif each.place == 'form':
            given = form.get(each.key, _EMPTY)
        elif len(bodies) == 1 and not (isinstance(each.info, Body) and each.info.limits.get('embed')) and (_is_body(each.kind) or isinstance(each.info, Body)):
            loc, given = ('body',), _EMPTY if body is None else body
        elif isinstance(body, dict):
            given = body.get(each.key, _EMPTY)
        if given is _EMPTY:
            if each.info.is_required():
                context['errors'].append({'type': 'missing', 'loc': list(loc), 'msg': 'Field required', 'input': None})
            else:
                values[each.name] = each.info.value()
            continue
        try:
            values[each.name] = _validated(each.kind, given)
            each.info.limits.pop('embed', None)
            _limited(each.info, values[each.name])
        except (_Bad, _Many) as e:
            context['errors'].extend({**found, 'loc': list(loc + found['loc'])} for found in e.found)
    return values

async def _body(request, context):
    data = await request.body()
    if not data:
        return None
    try:
        context['body'] = json.loads(data)
        return context['body']
    except ValueError as e:
        place, words = getattr(e, 'pos', 0), getattr(e, 'msg', str(e))
    raise RequestValidationError([{'type': 'json_invalid', 'loc': ['body', place], 'msg': 'JSON decode error', 'input': {}, 'ctx': {'error': words}}])

class APIRouter:
    def __init__(self, prefix='', tags=None, dependencies=None, responses=None, **kwargs):
        self.prefix, self.tags, self.dependencies = prefix, tags or [], list(dependencies or ())
        self.routes, self.mounts, self.events = [], [], {'startup': [], 'shutdown': []}

    def add_api_route(self, path, endpoint, methods=None, **given):
        given['tags'] = self.tags + list(given.get('tags') or [])
        given['dependencies'] = self.dependencies + list(given.get('dependencies') or [])
        self.routes.append(Route(self.prefix + path, endpoint, [m.upper() for m in methods or ['GET']], **given))

    def api_route(self, path, *, methods=None, **given):
        def add(function):
            self.add_api_route(path, function, methods, **given)
            return function
        return add

    route = api_route

    def include_router(self, router, *, prefix='', tags=None, dependencies=None, **kwargs):
        for each in router.routes:
            given = dict(each.given)
            given['tags'] = self.tags + list(tags or []) + given['tags']
            given['dependencies'] = self.dependencies + list(dependencies or []) + given['dependencies']
            self.routes.append(Route(self.prefix + prefix + each.path, each.endpoint, each.methods, **given))
        for name, functions in router.events.items():
            self.events[name].extend(functions)

    def on_event(self, event):
        def add(function):
            self.events[event].append(function)
            return function
        return add

    def mount(self, path, app, name=None):
        self.mounts.append((path.rstrip('/'), app))

def _verb(method):
    def verb(self, path, **given):
        return self.api_route(path, methods=[method], **given)
    return verb

for _method in ('get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'):
    setattr(APIRouter, _method, _verb(_method.upper()))
`;
