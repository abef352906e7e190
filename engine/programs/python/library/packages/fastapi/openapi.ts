/** The document that /docs shows: what can be asked, and of which shape. */
export const fastapiOpenapi = String.raw`
import datetime
import enum
import json
import typing
import uuid
from fastapi import HTMLResponse, JSONResponse, BaseModel, Body

def schema_of(kind, known, title=None):
    made = _schema(kind, known)
    if title is not None and '$ref' not in made:
        made['title'] = title.replace('_', ' ').title()
    return made

def _schema(kind, known):
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _schema(args[0], known)
    if origin is typing.Union:
        return {'anyOf': [_schema(a, known) for a in args]}
    if origin in (list, set) or kind in (list, set):
        return {'items': _schema(args[0], known) if args else {}, 'type': 'array'}
    if origin is dict or kind is dict:
        return {'type': 'object', 'additionalProperties': _schema(args[1], known)} if args else {'type': 'object'}
    if origin is typing.Literal:
        return {'type': 'string', 'enum': list(args)}
    simple = {str: 'string', int: 'integer', float: 'number', bool: 'boolean', type(None): 'null'}
    if kind in simple:
        return {'type': simple[kind]}
    formats = {datetime.datetime: 'date-time', datetime.date: 'date', datetime.time: 'time', uuid.UUID: 'uuid'}
    if kind in formats:
        return {'type': 'string', 'format': formats[kind]}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {'type': 'string', 'enum': [m.value for m in kind], 'title': kind.__name__}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if known is not None:
            if kind.__name__ not in known:
                known[kind.__name__] = {}
                known[kind.__name__] = _object(kind, known)
            return {'$ref': f'#/components/schemas/{kind.__name__}'}
        return _object(kind, None)
    return {}

def _object(kind, known):
    properties, required = {}, []
    for name, info in kind.model_fields.items():
        properties[info.alias or name] = {**schema_of(info.annotation, known, info.title or name), **_limits(info)}
        if info.is_required():
            required.append(info.alias or name)
        elif info.default is not None and isinstance(info.default, (str, int, float, bool)):
            properties[info.alias or name]['default'] = info.default
    made = {'properties': properties, 'type': 'object'}
    if required:
        made['required'] = required
    made['title'] = kind.__name__
    return made

def _limits(info):
    names = {'gt': 'exclusiveMinimum', 'ge': 'minimum', 'lt': 'exclusiveMaximum', 'le': 'maximum', 'min_length': 'minLength', 'max_length': 'maxLength', 'pattern': 'pattern'}
    made = {names[k]: v for k, v in info.limits.items() if k in names}
    return {**made, **({'description': info.description} if info.description else {})}

_INVALID = {'properties': {'detail': {'items': {'$ref': '#/components/schemas/ValidationError'}, 'type': 'array', 'title': 'Detail'}}, 'type': 'object', 'title': 'HTTPValidationError'}
_PROBLEM = {'properties': {'loc': {'items': {'anyOf': [{'type': 'string'}, {'type': 'integer'}]}, 'type': 'array', 'title': 'Location'}, 'msg': {'type': 'string', 'title': 'Message'}, 'type': {'type': 'string', 'title': 'Error Type'}}, 'type': 'object', 'required': ['loc', 'msg', 'type'], 'title': 'ValidationError'}

def document(app):
    known, paths = {}, {}
    for route in app.routes:
        if route.given.get('include_in_schema') is False:
            continue
        for method in route.methods:
            paths.setdefault(route.path, {})[method.lower()] = _operation(route, method, known)
    if 'HTTPValidationError' in known:
        known['HTTPValidationError'], known['ValidationError'] = _INVALID, _PROBLEM
    made = {'openapi': '3.1.0', 'info': {'title': app.title, **({'description': app.description} if app.description else {}), 'version': app.version}, 'paths': paths}
    if known:
        made['components'] = {'schemas': dict(sorted(known.items()))}
    return made

def _operation(route, method, known):
    given = route.given
    clean = ''.join(c if c.isalnum() else '_' for c in route.name + route.path)
    made = {**({'tags': given['tags']} if given['tags'] else {}), 'summary': given.get('summary') or route.name.replace('_', ' ').title()}
    words = given.get('description') or (route.endpoint.__doc__ or '').strip()
    if words:
        made['description'] = words
    made['operationId'] = f'{clean}_{method.lower()}'
    parameters = [{'name': a.key, 'in': a.place, 'required': a.place == 'path' or a.info.is_required(), 'schema': {**schema_of(a.kind, known, a.name), **_limits(a.info), **({'default': a.info.default} if isinstance(a.info.default, (str, int, float, bool)) else {})}} for a in route.arguments if a.place in ('path', 'query', 'header', 'cookie')]
    if parameters:
        made['parameters'] = parameters
    if route.bodies:
        one = route.bodies[0]
        shape = schema_of(one.kind, known) if len(route.bodies) == 1 else {'type': 'object', 'properties': {a.key: schema_of(a.kind, known) for a in route.bodies}}
        made['requestBody'] = {'content': {'application/json': {'schema': shape}}, **({'required': True} if one.info.is_required() else {})}
    model = given.get('response_model') or getattr(route.endpoint, '__annotations__', {}).get('return')
    code = str(given.get('status_code') or 200)
    made['responses'] = {code: {'description': 'Successful Response', **({} if code == '204' else {'content': {'application/json': {'schema': {} if model is None else schema_of(model, known)}}})}}
    if parameters or route.bodies:
        known.setdefault('HTTPValidationError', {})
        made['responses']['422'] = {'description': 'Validation Error', 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/HTTPValidationError'}}}}
    return made

def add(app):
    def openapi():
        return JSONResponse(app.openapi())
    def docs():
        return HTMLResponse(f'<!DOCTYPE html>\n<html>\n<head>\n<link type="text/css" rel="stylesheet" href="https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui.css">\n<link rel="shortcut icon" href="https://fastapi.tiangolo.com/img/favicon.png">\n<title>{app.title} - Swagger UI</title>\n</head>\n<body>\n<div id="swagger-ui">\n</div>\n<script src="https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui-bundle.js"></script>\n<script>\nconst ui = SwaggerUIBundle({{\n    url: {json.dumps(app.openapi_url)},\n"dom_id": "#swagger-ui"\n}})\n</script>\n</body>\n</html>\n')
    app.add_api_route(app.openapi_url, openapi, include_in_schema=False)
    if app.docs_url:
        app.add_api_route(app.docs_url, docs, include_in_schema=False)
`;
