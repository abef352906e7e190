/** Asks an application without a server: what tests of Flask do. */
export const werkzeugTestSource = String.raw`
import json as _json
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit
from werkzeug.serving import call_app, make_environ
from werkzeug.wrappers import Headers, Response

def _pairs(value):
    items = value.items() if isinstance(value, dict) else value
    return [(k, each) for k, v in items for each in (v if isinstance(v, (list, tuple)) and not _is_file(v) else [v])]

def _is_file(value):
    return hasattr(value, 'read') or isinstance(value, tuple) and value and hasattr(value[0], 'read')

def _body(data, content_type):
    """The bytes of what a form or a text is sent as, and what kind they are."""
    if data is None:
        return b'', content_type
    if isinstance(data, (str, bytes)):
        return data.encode() if isinstance(data, str) else data, content_type
    if hasattr(data, 'read'):
        return data.read(), content_type
    pairs = _pairs(data)
    if not any(_is_file(v) for _, v in pairs) and 'multipart' not in (content_type or ''):
        return urlencode(pairs).encode(), content_type or 'application/x-www-form-urlencoded'
    boundary, parts = '---------------WerkzeugFormPart_1', b''
    for name, value in pairs:
        parts += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if _is_file(value):
            file, filename = (value if isinstance(value, tuple) else (value, getattr(value, 'name', name)))[:2]
            parts += f'; filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + file.read() + b'\r\n'
        else:
            parts += f'\r\n\r\n{value}\r\n'.encode()
    return parts + f'--{boundary}--\r\n'.encode(), f'multipart/form-data; boundary={boundary}'

def environ_of(path='/', base_url=None, query_string=None, method='GET', data=None, json=None, headers=None, content_type=None, auth=None, environ_base=None, environ_overrides=None, **unused):
    if json is not None:
        data, content_type = _json.dumps(json), content_type or 'application/json'
    parts = urlsplit(urljoin(base_url or 'http://localhost/', path))
    query = parts.query
    if query_string is not None:
        query = query_string if isinstance(query_string, str) else urlencode(_pairs(query_string))
    given = list(Headers(headers or ()).items())
    if auth is not None:
        import base64
        given.append(('Authorization', 'Basic ' + base64.b64encode(f'{auth[0]}:{auth[1]}'.encode()).decode()))
    named = {k.lower(): v for k, v in given}
    body, content_type = _body(data, content_type or named.get('content-type'))
    given = [(k, v) for k, v in given if k.lower() not in ('content-type', 'content-length', 'host')]
    if 'user-agent' not in named:
        given.append(('User-Agent', 'Werkzeug/3.1.3'))
    given.append(('Host', named.get('host', parts.netloc)))
    if content_type is not None:
        given.append(('Content-Type', content_type))
    if body:
        given.append(('Content-Length', str(len(body))))
    target = (parts.path or '/') + ('?' + query if query else '')
    environ = make_environ(method.upper(), target, 'HTTP/1.1', given, body, ('127.0.0.1', 0), (parts.hostname, parts.port or (443 if parts.scheme == 'https' else 80)), parts.scheme)
    del environ['REMOTE_PORT']
    environ.update(environ_base or {})
    environ.update(environ_overrides or {})
    return environ

class TestResponse(Response):
    def __init__(self, response, status, headers, request, history=()):
        Response.__init__(self, response, status, headers)
        self.request, self.history = request, tuple(history)

    @property
    def json(self):
        return self.get_json()

    def get_json(self, force=False, silent=False):
        if not (force or self.mimetype == 'application/json' or self.mimetype.endswith('+json')):
            return None
        return _json.loads(self.get_data())

class Client:
    def __init__(self, application, response_wrapper=None, use_cookies=True, allow_subdomain_redirects=False):
        self.application = application
        self._cookies = {} if use_cookies else None
        self.environ_base = {}
        self._kept = None

    def set_cookie(self, key, value='', *, domain='localhost', path='/', **kwargs):
        self._cookies[key] = value

    def delete_cookie(self, key, *, domain='localhost', path='/'):
        self._cookies.pop(key, None)

    def get_cookie(self, key, domain='localhost', path='/'):
        found = SimpleCookie()
        if key not in self._cookies:
            return None
        found[key] = self._cookies[key]
        return found[key]

    def _once(self, environ):
        if self._cookies:
            own = environ.get('HTTP_COOKIE')
            environ['HTTP_COOKIE'] = '; '.join(([own] if own else []) + [f'{k}={v}' for k, v in self._cookies.items()])
        if self._kept is not None:
            self._let_go()
            environ['werkzeug.debug.preserve_context'] = self._kept.append
        status, headers, parts = call_app(self.application, environ)
        for name, value in headers:
            if name.lower() == 'set-cookie' and self._cookies is not None:
                first, *rest = value.split(';')
                key, _, text = first.partition('=')
                if any(each.strip().lower() in ('max-age=0', 'expires=thu, 01 jan 1970 00:00:00 gmt') for each in rest):
                    self._cookies.pop(key, None)
                else:
                    self._cookies[key] = text
        return TestResponse(parts, status, headers, self.application.request_class(environ) if hasattr(self.application, 'request_class') else None)

    def open(self, *args, follow_redirects=False, buffered=False, **kwargs):
        kwargs['environ_base'] = {**self.environ_base, **(kwargs.get('environ_base') or {})}
        environ = environ_of(*args, **kwargs)
        response, history = self._once(environ), []
        while follow_redirects and response.status_code in (301, 302, 303, 305, 307, 308):
            history.append(response)
            same = response.status_code in (307, 308)
            method = environ['REQUEST_METHOD'] if same else 'HEAD' if environ['REQUEST_METHOD'] == 'HEAD' else 'GET'
            again = {k: kwargs[k] for k in ('headers', 'data', 'json', 'content_type') if same and k in kwargs}
            here = f"{environ['wsgi.url_scheme']}://{environ['HTTP_HOST']}{environ['PATH_INFO']}"
            environ = environ_of(urljoin(here, response.headers['Location']), method=method, **again)
            response = self._once(environ)
        response.history = tuple(history)
        return response

    def get(self, *args, **kw):
        return self.open(*args, method='GET', **kw)
    def post(self, *args, **kw):
        return self.open(*args, method='POST', **kw)
    def put(self, *args, **kw):
        return self.open(*args, method='PUT', **kw)
    def patch(self, *args, **kw):
        return self.open(*args, method='PATCH', **kw)
    def delete(self, *args, **kw):
        return self.open(*args, method='DELETE', **kw)
    def head(self, *args, **kw):
        return self.open(*args, method='HEAD', **kw)
    def options(self, *args, **kw):
        return self.open(*args, method='OPTIONS', **kw)

    def session_transaction(self, *args, **kwargs):
        return _SessionTransaction(self, args, kwargs)

    def _let_go(self):
        while self._kept:
            self._kept.pop().pop()

    def __enter__(self):
        if self._kept is not None:
            raise RuntimeError('Cannot nest client invocations')
        self._kept = []
        return self

    def __exit__(self, *args):
        self._let_go()
        self._kept = None

    def __repr__(self):
        return f'<{type(self).__name__} {self.application!r}>'

class FlaskClient(Client):
    pass

class _SessionTransaction:
    """The session as the next request will see it: what is changed in it goes into the client's cookies."""
    def __init__(self, client, args, kwargs):
        environ = environ_of(*args, **kwargs)
        if client._cookies:
            environ['HTTP_COOKIE'] = '; '.join(f'{k}={v}' for k, v in client._cookies.items())
        self._client = client
        self._context = client.application.request_context(environ)

    def __enter__(self):
        self._context.push()
        from flask.globals import session
        return session._get_current_object()

    def __exit__(self, *args):
        from flask.sessions import save_session
        response = Response()
        save_session(self._client.application, response)
        self._context.pop()
        for value in response.headers.getlist('Set-Cookie'):
            key, _, text = value.split(';')[0].partition('=')
            self._client._cookies[key] = text
`;
