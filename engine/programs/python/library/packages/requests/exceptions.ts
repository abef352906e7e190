export const requestsExceptionsSource = `
import builtins

class RequestException(IOError):
    def __init__(self, *args, **kwargs):
        self.response = kwargs.pop('response', None)
        self.request = kwargs.pop('request', getattr(self.response, 'request', None))
        self.args = args
class InvalidJSONError(RequestException):
    pass
class JSONDecodeError(InvalidJSONError, ValueError):
    pass
class HTTPError(RequestException):
    pass
class ConnectionError(RequestException):
    pass
class ProxyError(ConnectionError):
    pass
class SSLError(ConnectionError):
    pass
class Timeout(RequestException):
    pass
class ConnectTimeout(ConnectionError, Timeout):
    pass
class ReadTimeout(Timeout):
    pass
class URLRequired(RequestException):
    pass
class TooManyRedirects(RequestException):
    pass
class MissingSchema(RequestException, ValueError):
    pass
class InvalidSchema(RequestException, ValueError):
    pass
class InvalidURL(RequestException, ValueError):
    pass
class ChunkedEncodingError(RequestException):
    pass
class ContentDecodingError(RequestException):
    pass
class RetryError(RequestException):
    pass
`;
