export const urllibRequestSource = String.raw`
import http.client
import sys
import urllib.parse
from urllib.error import URLError, HTTPError

class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        parts = urllib.parse.urlsplit(url)
        if not parts.scheme:
            raise ValueError(f'unknown url type: {url!r}')
        self.type, self.host = parts.scheme, parts.netloc
        self.selector = (parts.path or '/') + ('?' + parts.query if parts.query else '')
        self.data = data
        self.headers = {}
        for k, v in headers.items():
            self.add_header(k, v)
        self.unredirected_hdrs = {}
        if method is not None:
            self.method = method

    def get_method(self):
        return getattr(self, 'method', 'POST' if self.data is not None else 'GET')

    def add_header(self, key, value):
        self.headers[key.capitalize()] = value

    add_unredirected_header = add_header

    def has_header(self, name):
        return name in self.headers

    def get_header(self, name, default=None):
        return self.headers.get(name, default)

    def header_items(self):
        return list(self.headers.items())

    def get_full_url(self):
        return self.full_url

def _ask(request, timeout):
    kinds = {'http': http.client.HTTPConnection, 'https': http.client.HTTPSConnection}
    kind = kinds.get(request.type)
    if kind is None:
        raise URLError(f'unknown url type: {request.type}')
    headers = {'User-Agent': f'Python-urllib/{sys.version_info[0]}.{sys.version_info[1]}', **request.headers, 'Connection': 'close'}
    if request.data is not None:
        if isinstance(request.data, str):
            raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
        headers.setdefault('Content-type', 'application/x-www-form-urlencoded')
    connection = kind(request.host, timeout=timeout)
    try:
        connection.request(request.get_method(), request.selector, request.data, headers)
    except OSError as error:
        raise URLError(error) from None
    response = connection.getresponse()
    response.url = request.full_url
    response.msg = response.reason
    return response

class OpenerDirector:
    def __init__(self, handlers=()):
        self.handlers = list(handlers)
        self.addheaders = []

    def open(self, fullurl, data=None, timeout=None):
        request = fullurl if isinstance(fullurl, Request) else Request(fullurl, data)
        if data is not None:
            request.data = data
        for k, v in self.addheaders:
            request.headers.setdefault(k.capitalize(), v)
        for _ in range(10):
            response = _ask(request, timeout)
            code = response.status
            if 200 <= code < 300:
                return response
            location = response.getheader('Location')
            if code in (301, 302, 303, 307, 308) and location:
                request = Request(urllib.parse.urljoin(request.full_url, location), headers=request.headers)
                continue
            raise HTTPError(request.full_url, code, response.reason, response.headers, response)
        raise HTTPError(request.full_url, code, 'The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\n' + response.reason, response.headers, response)

class BaseHandler:
    pass
class HTTPHandler(BaseHandler):
    pass
class ProxyHandler(BaseHandler):
    def __init__(self, proxies=None):
        pass

_opener = OpenerDirector()

def build_opener(*handlers):
    return OpenerDirector(handlers)

def install_opener(opener):
    global _opener
    _opener = opener

def urlopen(url, data=None, timeout=None, *, context=None, **kwargs):
    return _opener.open(url, data, timeout)

def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as response:
        if filename is None:
            import tempfile
            filename = tempfile.mktemp()
        with open(filename, 'wb') as f:
            f.write(response.read())
        return filename, response.headers

def getproxies():
    return {}

def pathname2url(path):
    return urllib.parse.quote(path)

def url2pathname(path):
    return urllib.parse.unquote(path)
`;
