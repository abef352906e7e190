export const werkzeugWrappersResponses = `
class Response:
    default_mimetype = 'text/html'

    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = Headers(headers or ())
        if content_type is None and 'Content-Type' not in self.headers:
            content_type = mimetype or self.default_mimetype
            if content_type.startswith('text/') or content_type.endswith('+xml') or content_type in ('application/xml', 'application/javascript'):
                content_type += '; charset=utf-8'
        if content_type is not None:
            self.headers['Content-Type'] = content_type
        self.status = status if status is not None else 200
        self._close = []
        if response is None:
            self.response = []
        elif isinstance(response, (str, bytes)):
            self.set_data(response)
        else:
            self.response = response

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        if isinstance(value, (int, HTTPStatus)):
            value = int(value)
            try:
                self._status = f'{value} {HTTPStatus(value).phrase.upper()}'
            except ValueError:
                self._status = f'{value} UNKNOWN'
        else:
            self._status = value if ' ' in value else f'{value} UNKNOWN'
        self.status_code = int(self._status.split()[0])

    def set_data(self, value):
        value = value.encode() if isinstance(value, str) else value
        self.response = [value]
        self.headers['Content-Length'] = str(len(value))

    def get_data(self, as_text=False):
        data = b''.join(x if isinstance(x, bytes) else str(x).encode() for x in self.response)
        return data.decode() if as_text else data

    data = property(get_data, set_data)

    @property
    def json(self):
        return _json.loads(self.get_data())

    def get_json(self, force=False, silent=False):
        return self.json

    @property
    def text(self):
        return self.get_data(True)

    @property
    def mimetype(self):
        return self.headers.get('Content-Type', '').split(';')[0]

    @mimetype.setter
    def mimetype(self, value):
        self.headers['Content-Type'] = value + ('; charset=utf-8' if value.startswith('text/') else '')

    @property
    def content_type(self):
        return self.headers.get('Content-Type')

    @content_type.setter
    def content_type(self, value):
        self.headers['Content-Type'] = value

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite=None):
        from werkzeug.http import dump_cookie
        self.headers.add('Set-Cookie', dump_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite=samesite))

    def delete_cookie(self, key, path='/', domain=None):
        self.set_cookie(key, '', max_age=0, path=path, domain=domain)

    def call_on_close(self, f):
        self._close.append(f)
        return f

    def __call__(self, environ, start_response):
        start_response(self.status, self.headers.items())
        return self.response

    def __repr__(self):
        body = f'{len(self.get_data())} bytes' if isinstance(self.response, (list, tuple)) else 'streamed'
        return f'<{type(self).__name__} {body} [{self.status}]>'
`;
