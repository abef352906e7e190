export const werkzeugExceptionsSource = String.raw`
from http import HTTPStatus

def _escaped(text):
    from markupsafe import escape
    return str(escape(text or '')).replace('\n', '<br>')

class HTTPException(Exception):
    code = None
    description = None

    def __init__(self, description=None, response=None):
        super().__init__()
        if description is not None:
            self.description = description
        self.response = response

    @property
    def name(self):
        return HTTPStatus(self.code).phrase if self.code else 'Unknown Error'

    def get_response(self, environ=None):
        from flask.wrappers import Response
        if self.response is not None:
            return self.response
        return Response(self.get_body(), self.code, self.get_headers())

    def get_headers(self):
        return [('Content-Type', 'text/html; charset=utf-8')]

    def get_body(self, environ=None):
        return f'<!doctype html>\n<html lang=en>\n<title>{self.code} {self.name}</title>\n<h1>{self.name}</h1>\n<p>{_escaped(self.description)}</p>\n'

    def __str__(self):
        return f'{self.code} {self.name}: {self.description}'

    def __repr__(self):
        return f"<{type(self).__name__} '{self.code}: {self.name}'>"

def _make(name, code, description):
    return type(name, (HTTPException,), {'code': code, 'description': description})

BadRequest = _make('BadRequest', 400, 'The browser (or proxy) sent a request that this server could not understand.')
Unauthorized = _make('Unauthorized', 401, "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.")
Forbidden = _make('Forbidden', 403, "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.")
NotFound = _make('NotFound', 404, 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.')
NotAcceptable = _make('NotAcceptable', 406, 'The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request.')
Conflict = _make('Conflict', 409, 'A conflict happened while processing the request. The resource might have been modified while the request was being processed.')
Gone = _make('Gone', 410, 'The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.')
RequestEntityTooLarge = _make('RequestEntityTooLarge', 413, 'The data value transmitted exceeds the capacity limit.')
UnsupportedMediaType = _make('UnsupportedMediaType', 415, 'The server does not support the media type transmitted in the request.')
ImATeapot = _make('ImATeapot', 418, 'This server is a teapot, not a coffee machine')
UnprocessableEntity = _make('UnprocessableEntity', 422, 'The request was well-formed but was unable to be followed due to semantic errors.')
TooManyRequests = _make('TooManyRequests', 429, 'This user has exceeded an allotted request count. Try again later.')
InternalServerError = _make('InternalServerError', 500, 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.')
NotImplemented_ = _make('NotImplemented', 501, 'The server does not support the action requested by the browser.')
BadGateway = _make('BadGateway', 502, 'The proxy server received an invalid response from an upstream server.')
ServiceUnavailable = _make('ServiceUnavailable', 503, 'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.')
GatewayTimeout = _make('GatewayTimeout', 504, 'The connection to an upstream server timed out.')

class MethodNotAllowed(HTTPException):
    code = 405
    description = 'The method is not allowed for the requested URL.'

    def __init__(self, valid_methods=None, description=None, response=None):
        super().__init__(description, response)
        self.valid_methods = valid_methods

    def get_headers(self):
        return super().get_headers() + ([('Allow', ', '.join(self.valid_methods))] if self.valid_methods else [])

class BadRequestKeyError(BadRequest, KeyError):
    def __init__(self, arg=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.args = () if arg is None else (arg,)

    @property
    def description(self):
        from flask.globals import _stack
        shows = _stack.top() is not None and _stack.top().app.debug
        return BadRequest.description + (f'\nKeyError: {self.args[0]!r}' if shows and self.args else '')

_by_code = {each.code: each for each in [BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, Conflict, Gone, RequestEntityTooLarge, UnsupportedMediaType, ImATeapot, UnprocessableEntity, TooManyRequests, InternalServerError, NotImplemented_, BadGateway, ServiceUnavailable, GatewayTimeout]}
default_exceptions = _by_code

def abort(code, *args, **kwargs):
    if not isinstance(code, int):
        raise HTTPException(response=code)
    if code not in _by_code:
        raise LookupError(f'no exception for {code}')
    raise _by_code[code](*args, **kwargs)
`;
