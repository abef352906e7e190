export const flaskAppScaffold = `
import os
import sys
import json as _json
import logging
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound
from flask.wrappers import Request, Response
from flask.routing import Rule
from flask.globals import _stack, _Context

_HEAD = [
    ('1511', 'wsgi_app', 'response = self.full_dispatch_request()', 11, 28),
    ('919', 'full_dispatch_request', 'rv = self.handle_user_exception(e)', 5, 29),
    ('917', 'full_dispatch_request', 'rv = self.dispatch_request()', 5, 23),
    ('902', 'dispatch_request', 'return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)  # type: ignore[no-any-return]', 7, 65),
]

class Config(dict):
    def from_object(self, obj):
        for key in dir(obj):
            if key.isupper():
                self[key] = getattr(obj, key)

    def from_mapping(self, mapping=None, **kwargs):
        self.update(mapping or {}, **kwargs)

    def from_prefixed_env(self, prefix='FLASK'):
        for key, value in os.environ.items():
            if key.startswith(prefix + '_'):
                try:
                    value = _json.loads(value)
                except ValueError:
                    pass
                self[key[len(prefix) + 1:]] = value

    def from_envvar(self, name, silent=False):
        raise NotImplementedError('Config.from_envvar: not part of the simulation')

class Scaffold:
    def __init__(self):
        self._before = []
        self._after = []
        self._teardown = []
        self._handlers = {}
        self._context_processors = []

    def route(self, rule, **options):
        def decorate(f):
            self.add_url_rule(rule, options.pop('endpoint', None), f, **options)
            return f
        return decorate

    def _method_route(self, method, rule, options):
        return self.route(rule, methods=[method], **options)

    def get(self, rule, **options):
        return self._method_route('GET', rule, options)

    def post(self, rule, **options):
        return self._method_route('POST', rule, options)

    def put(self, rule, **options):
        return self._method_route('PUT', rule, options)

    def delete(self, rule, **options):
        return self._method_route('DELETE', rule, options)

    def patch(self, rule, **options):
        return self._method_route('PATCH', rule, options)

    def before_request(self, f):
        self._before.append(f)
        return f

    def after_request(self, f):
        self._after.append(f)
        return f

    def teardown_request(self, f):
        self._teardown.append(f)
        return f

    def errorhandler(self, code_or_class):
        def decorate(f):
            self._handlers[code_or_class] = f
            return f
        return decorate

    def register_error_handler(self, code_or_class, f):
        self._handlers[code_or_class] = f

    def context_processor(self, f):
        self._context_processors.append(f)
        return f
`;
