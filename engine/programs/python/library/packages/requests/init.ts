/** What students ask for over HTTP: requests, sessions, answers and their errors. */
export const requestsSource = String.raw`
import base64
import http.client
import json as _json
import socket
import sys
import time
import datetime
import urllib.parse
from requests import exceptions
from requests.exceptions import RequestException, HTTPError, ConnectionError, Timeout, ConnectTimeout, ReadTimeout, TooManyRedirects, JSONDecodeError, URLRequired
from requests.structures import CaseInsensitiveDict

__version__ = '2.32.4'
REDIRECTS_MAX = 30

class _Codes:
    def __init__(self):
        for code, phrase in http.client.responses.items():
            setattr(self, phrase.lower().replace(' ', '_').replace('-', '_').replace("'", ''), code)
        self.ok = self.okay = 200
        self.not_found, self.forbidden, self.unauthorized, self.server_error = 404, 403, 401, 500

codes = _Codes()

class Request:
    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.method, self.url, self.headers, self.files, self.data = method, url, headers or {}, files, data
        self.params, self.auth, self.cookies, self.json = params, auth, cookies, json
    def prepare(self):
        return PreparedRequest(self)

def _pairs(data):
    items = data.items() if hasattr(data, 'items') else data
    return [(k, v) for k, vs in items if vs is not None for v in (vs if isinstance(vs, (list, tuple)) else [vs])]

class PreparedRequest:
    def __init__(self, request):
        self.method = request.method.upper()
        url = str(request.url)
        parts = urllib.parse.urlsplit(url)
        if not parts.scheme:
            raise exceptions.MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
        if parts.scheme not in ('http', 'https'):
            raise exceptions.InvalidSchema(f'No connection adapters were found for {url!r}')
        if not parts.netloc:
            raise exceptions.InvalidURL(f'Invalid URL {url!r}: No host supplied')
        query = parts.query
        if request.params:
            more = request.params if isinstance(request.params, str) else urllib.parse.urlencode(_pairs(request.params))
            query = f'{query}&{more}' if query else more
        self.path_url = (parts.path or '/') + ('?' + query if query else '')
        self.url = f'{parts.scheme}://{parts.netloc}{self.path_url}'
        self.headers = CaseInsensitiveDict(request.headers)
        self._body(request)
        if request.auth:
            user, password = request.auth
            self.headers['Authorization'] = 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode()
        if request.cookies:
            self.headers['Cookie'] = '; '.join(f'{k}={v}' for k, v in request.cookies.items())

    def _body(self, request):
        data, self.body = request.data, None
        if request.files:
            self.body, kind = _multipart(request.files, data or {})
            self.headers.setdefault('Content-Type', kind)
        elif request.json is not None and not data:
            self.body = _json.dumps(request.json).encode()
            self.headers.setdefault('Content-Type', 'application/json')
        elif data:
            if hasattr(data, 'read'):
                data = data.read()
            if isinstance(data, (str, bytes)):
                self.body = data.encode() if isinstance(data, str) else data
            else:
                self.body = urllib.parse.urlencode(_pairs(data)).encode()
                self.headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        if self.body is not None:
            self.headers['Content-Length'] = str(len(self.body))
        elif self.method in ('POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'):
            self.headers['Content-Length'] = '0'

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'

def _multipart(files, data):
    boundary = '0123456789abcdef0123456789abcdef'
    parts = [(k, None, str(v).encode()) for k, v in _pairs(data)]
    for name, value in (files.items() if hasattr(files, 'items') else files):
        title = name
        if isinstance(value, tuple):
            title, value = value[0], value[1]
        elif hasattr(value, 'name'):
            title = value.name.split('/')[-1]
        content = value.read() if hasattr(value, 'read') else value
        parts.append((name, title, content.encode() if isinstance(content, str) else content))
    body = b''
    for name, title, content in parts:
        file = '' if title is None else f'; filename="{title}"'
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b'\r\n'
    return body + f'--{boundary}--\r\n'.encode(), f'multipart/form-data; boundary={boundary}'

class Response:
    def __init__(self):
        self.history, self.encoding, self._content = [], None, b''
        self.cookies = {}

    @property
    def ok(self):
        return self.status_code < 400
    def __bool__(self):
        return self.ok
    @property
    def content(self):
        return self._content
    @property
    def text(self):
        return self._content.decode(self.encoding or 'utf-8', 'replace')
    @property
    def apparent_encoding(self):
        return 'utf-8'
    @property
    def is_redirect(self):
        return 'location' in self.headers and self.status_code in (301, 302, 303, 307, 308)
    @property
    def links(self):
        return {}

    def json(self, **kwargs):
        try:
            return _json.loads(self.text, **kwargs)
        except ValueError as error:
            raise JSONDecodeError(str(error)) from None

    def iter_content(self, chunk_size=1, decode_unicode=False):
        for at in range(0, len(self._content), chunk_size or len(self._content) or 1):
            part = self._content[at:at + (chunk_size or len(self._content))]
            yield part.decode() if decode_unicode else part

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        yield from (self.text if decode_unicode else self._content).splitlines()

    def raise_for_status(self):
        kind = 'Client' if 400 <= self.status_code < 500 else 'Server' if 500 <= self.status_code < 600 else None
        if kind is not None:
            raise HTTPError(f'{self.status_code} {kind} Error: {self.reason} for url: {self.url}', response=self)

    def close(self):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass
    def __repr__(self):
        return f'<Response [{self.status_code}]>'

def _failed(host, port, path, cause, kind=ConnectionError):
    scheme = 'HTTPSConnectionPool' if port == 443 else 'HTTPConnectionPool'
    return kind(f"{scheme}(host={host!r}, port={port}): Max retries exceeded with url: {path} (Caused by {cause})")

def _send(prepared, timeout):
    parts = urllib.parse.urlsplit(prepared.url)
    host, _, port = parts.netloc.rpartition('@')[2].partition(':')
    secure = parts.scheme == 'https'
    port = int(port or (443 if secure else 80))
    limit, patience = timeout if isinstance(timeout, tuple) else (timeout, timeout)
    connection = (http.client.HTTPSConnection if secure else http.client.HTTPConnection)(host, port, timeout=limit)
    path, begun = prepared.path_url, time.monotonic()
    shown = f'<urllib3.connection.HTTP{"S" if secure else ""}Connection object at {hex(id(connection))}>'
    try:
        connection.connect()
    except socket.gaierror as error:
        raise _failed(host, port, path, f'NameResolutionError("{shown}: Failed to resolve {host!r} ({error})")') from None
    except TimeoutError:
        raise _failed(host, port, path, f"ConnectTimeoutError({shown}, 'Connection to {host} timed out. (connect timeout={limit})')", ConnectTimeout) from None
    except OSError as error:
        raise _failed(host, port, path, f"NewConnectionError('{shown}: Failed to establish a new connection: {error}')") from None
    try:
        connection.sock.settimeout(patience)
        connection.putrequest(prepared.method, path, skip_host='Host' in prepared.headers, skip_accept_encoding=True)
        for k, v in prepared.headers.items():
            connection.putheader(k, v)
        connection.endheaders(prepared.body)
        raw = connection.getresponse()
        content = raw.read()
    except TimeoutError:
        raise ReadTimeout(f'HTTPConnectionPool(host={host!r}, port={port}): Read timed out. (read timeout={patience})') from None
    except (ConnectionError_, http.client.HTTPException) as error:
        raise ConnectionError(f"('Connection aborted.', {type(error).__name__}({', '.join(map(repr, error.args))}))") from None
    finally:
        connection.close()
    response = Response()
    response.status_code, response.reason, response.url, response.request = raw.status, raw.reason, prepared.url, prepared
    response.headers = CaseInsensitiveDict()
    for k, v in raw.headers.items():
        response.headers[k] = f'{response.headers[k]}, {v}' if k in response.headers else v
        if k.lower() == 'set-cookie':
            name, _, value = v.split(';')[0].partition('=')
            response.cookies[name] = value
    response._content = content
    kind = response.headers.get('content-type', '')
    _, found, charset = kind.partition('charset=')
    response.encoding = charset.strip().strip('"') if found else 'ISO-8859-1' if kind.startswith('text') else 'utf-8' if 'json' in kind else None
    response.elapsed = datetime.timedelta(seconds=time.monotonic() - begun)
    return response

import builtins
ConnectionError_ = builtins.ConnectionError

class Session:
    def __init__(self):
        self.headers = CaseInsensitiveDict({'User-Agent': f'python-requests/{__version__}', 'Accept-Encoding': 'identity', 'Accept': '*/*', 'Connection': 'keep-alive'})
        self.auth, self.params, self.cookies, self.verify, self.max_redirects = None, {}, {}, True, REDIRECTS_MAX

    def mount(self, prefix, adapter):
        pass
    def close(self):
        pass
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        merged = CaseInsensitiveDict(self.headers)
        merged.update(headers or {})
        merged = {k: v for k, v in merged.items() if v is not None}
        both = {**self.params, **params} if isinstance(params, dict) or params is None and self.params else params
        if params is None:
            both = self.params
        asked = Request(method, url, merged, files, data, both, auth or self.auth, {**self.cookies, **(cookies or {})}, None, json)
        history = []
        while True:
            response = _send(PreparedRequest(asked), timeout)
            self.cookies.update(response.cookies)
            if not allow_redirects or not response.is_redirect:
                response.history = history
                return response
            if len(history) >= self.max_redirects:
                raise TooManyRedirects(f'Exceeded {self.max_redirects} redirects.')
            history.append(response)
            keeps = response.status_code in (307, 308)
            asked = Request(asked.method if keeps or asked.method == 'HEAD' else 'GET', urllib.parse.urljoin(response.url, response.headers['location']), merged, None, asked.data if keeps else None, None, auth or self.auth, self.cookies, None, asked.json if keeps else None)

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)
    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)
    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)
    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)
    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)
    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)
    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

def session():
    return Session()
def request(method, url, **kwargs):
    return Session().request(method, url, **kwargs)
def get(url, params=None, **kwargs):
    return request('get', url, params=params, **kwargs)
def options(url, **kwargs):
    return request('options', url, **kwargs)
def head(url, **kwargs):
    return Session().head(url, **kwargs)
def post(url, data=None, json=None, **kwargs):
    return request('post', url, data=data, json=json, **kwargs)
def put(url, data=None, **kwargs):
    return request('put', url, data=data, **kwargs)
def patch(url, data=None, **kwargs):
    return request('patch', url, data=data, **kwargs)
def delete(url, **kwargs):
    return request('delete', url, **kwargs)
`;
