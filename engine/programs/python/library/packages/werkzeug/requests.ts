/** What a request and a reply are to a program of Flask's. */
export const werkzeugWrappersRequests = String.raw`
import json as _json
from urllib.parse import parse_qsl, unquote
from http import HTTPStatus

class Headers:
    def __init__(self, items=()):
        if isinstance(items, Headers):
            items = items._items
        elif isinstance(items, dict):
            items = items.items()
        self._items = [(k, str(v)) for k, v in items or ()]

    def get(self, name, default=None, type=None):
        for k, v in self._items:
            if k.lower() == name.lower():
                return type(v) if type else v
        return default

    def getlist(self, name):
        return [v for k, v in self._items if k.lower() == name.lower()]

    def __getitem__(self, name):
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name, value):
        self._items = [(k, v) for k, v in self._items if k.lower() != name.lower()] + [(name, str(value))]

    set = __setitem__

    def __delitem__(self, name):
        self._items = [(k, v) for k, v in self._items if k.lower() != name.lower()]

    def add(self, name, value, **kwargs):
        self._items.append((name, str(value)))

    def setdefault(self, name, value):
        if name not in self:
            self[name] = value
        return self[name]

    def extend(self, more):
        for k, v in (more.items() if hasattr(more, 'items') else more):
            self.add(k, v)

    def update(self, more):
        for k, v in (more.items() if hasattr(more, 'items') else more):
            self[k] = v

    def pop(self, name, default=None):
        found = self.get(name, default)
        del self[name]
        return found

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter(self._items)

    def items(self):
        return list(self._items)

    def keys(self):
        return [k for k, v in self._items]

    def values(self):
        return [v for k, v in self._items]

    def __len__(self):
        return len(self._items)

    def __str__(self):
        return ''.join(f'{k}: {v}\r\n' for k, v in self._items) + '\r\n'

    def __repr__(self):
        return f'Headers({self._items!r})'

class MultiDict(dict):
    def __init__(self, pairs=()):
        dict.__init__(self)
        self._pairs = list(pairs)
        for k, v in self._pairs:
            if k not in self:
                dict.__setitem__(self, k, v)

    def get(self, key, default=None, type=None):
        if key not in self:
            return default
        value = dict.__getitem__(self, key)
        if type is not None:
            try:
                return type(value)
            except (ValueError, TypeError):
                return default
        return value

    def getlist(self, key):
        return [v for k, v in self._pairs if k == key]

    def to_dict(self, flat=True):
        return dict(self) if flat else {k: self.getlist(k) for k in self}

    def __getitem__(self, key):
        if key not in self:
            from werkzeug.exceptions import BadRequestKeyError
            raise BadRequestKeyError(key)
        return dict.__getitem__(self, key)

    def __repr__(self):
        return f'ImmutableMultiDict({self._pairs!r})'

class Request:
    def __init__(self, environ):
        self.environ = environ
        self.method = environ['REQUEST_METHOD']
        self.path = environ['PATH_INFO'] or '/'
        self.query_string = environ.get('QUERY_STRING', '').encode()
        self.remote_addr = environ.get('REMOTE_ADDR')
        self.scheme = environ.get('wsgi.url_scheme', 'http')
        self.headers = Headers([(k[5:].replace('_', '-').title(), v) for k, v in environ.items() if k.startswith('HTTP_')] + [(k.replace('_', '-').title(), environ[k]) for k in ('CONTENT_TYPE', 'CONTENT_LENGTH') if environ.get(k)])
        self.args = MultiDict(parse_qsl(environ.get('QUERY_STRING', ''), keep_blank_values=True))
        self.view_args = None
        self.endpoint = None
        self.url_rule = None
        self.blueprint = None
        self._body = None

    @property
    def data(self):
        if self._body is None:
            self._body = environ_body(self.environ)
        return self._body

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        return self.data.decode() if as_text else self.data

    @property
    def content_type(self):
        return self.headers.get('Content-Type')

    @property
    def content_length(self):
        value = self.headers.get('Content-Length')
        return int(value) if value else None

    @property
    def mimetype(self):
        return (self.content_type or '').split(';')[0].strip().lower()

    @property
    def is_json(self):
        return self.mimetype == 'application/json' or self.mimetype.endswith('+json')

    @property
    def json(self):
        return self.get_json()

    def get_json(self, force=False, silent=False, cache=True):
        from werkzeug.exceptions import BadRequest, UnsupportedMediaType
        if not (force or self.is_json):
            if silent:
                return None
            raise UnsupportedMediaType("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
        try:
            return _json.loads(self.data)
        except ValueError as e:
            if silent:
                return None
            raise BadRequest('The browser (or proxy) sent a request that this server could not understand.')

    @property
    def form(self):
        if self.mimetype == 'application/x-www-form-urlencoded':
            return MultiDict(parse_qsl(self.data.decode(), keep_blank_values=True))
        if self.mimetype == 'multipart/form-data':
            return MultiDict(self._parts()[0])
        return MultiDict()

    @property
    def files(self):
        if self.mimetype == 'multipart/form-data':
            return MultiDict(self._parts()[1])
        return MultiDict()

    def _parts(self):
        fields, files = [], []
        boundary = ('--' + self.content_type.partition('boundary=')[2].strip('"')).encode()
        for part in self.data.split(boundary)[1:-1]:
            head, _, body = part.strip(b'\r\n').partition(b'\r\n\r\n')
            names = dict(x.strip().partition('=')[::2] for x in head.decode().split('\r\n')[0].split(';')[1:])
            name = names.get('name', '').strip('"')
            if 'filename' in names:
                files.append((name, FileStorage(names['filename'].strip('"'), body)))
            else:
                fields.append((name, body.decode()))
        return fields, files

    @property
    def values(self):
        return MultiDict(self.args._pairs + self.form._pairs)

    @property
    def cookies(self):
        found = MultiDict()
        for part in (self.headers.get('Cookie') or '').split(';'):
            k, _, v = part.strip().partition('=')
            if k:
                dict.__setitem__(found, k, unquote(v))
        return found

    @property
    def host(self):
        return self.headers.get('Host') or self.environ['SERVER_NAME']

    @property
    def host_url(self):
        return f'{self.scheme}://{self.host}/'

    url_root = host_url

    @property
    def base_url(self):
        return f'{self.scheme}://{self.host}{self.path}'

    @property
    def url(self):
        query = self.query_string.decode()
        return self.base_url + ('?' + query if query else '')

    @property
    def full_path(self):
        return self.path + '?' + self.query_string.decode()

    @property
    def user_agent(self):
        return UserAgent(self.headers.get('User-Agent') or '')

    @property
    def is_secure(self):
        return self.scheme == 'https'

    @property
    def access_route(self):
        forwarded = self.headers.get('X-Forwarded-For')
        return [x.strip() for x in forwarded.split(',')] if forwarded else [self.remote_addr]

    @property
    def authorization(self):
        import base64
        kind, _, value = (self.headers.get('Authorization') or '').partition(' ')
        if kind.lower() != 'basic':
            return None
        user, _, password = base64.b64decode(value).decode().partition(':')
        return Authorization(user, password)

    def __repr__(self):
        return f'<Request {self.url!r} [{self.method}]>'

class Authorization:
    def __init__(self, username, password):
        self.type, self.username, self.password = 'basic', username, password

class UserAgent:
    def __init__(self, string):
        self.string = string
    def __str__(self):
        return self.string
    __repr__ = __str__

class FileStorage:
    def __init__(self, filename, data):
        self.filename = filename
        self._data = data
    def read(self):
        return self._data
    def save(self, path):
        with open(path, 'wb') as f:
            f.write(self._data)

def environ_body(environ):
    return environ['wsgi.input'].read()
`;
