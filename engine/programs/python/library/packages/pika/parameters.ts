/** How a connection is to be made. */
export const pikaParameters = String.raw`
import enum

class DeliveryMode(enum.Enum):
    Transient = 1
    Persistent = 2

class ExchangeType(enum.Enum):
    direct = 'direct'
    fanout = 'fanout'
    headers = 'headers'
    topic = 'topic'

class PlainCredentials:
    TYPE = 'PLAIN'

    def __init__(self, username, password, erase_on_connect=False):
        self.username, self.password, self.erase_on_connect = username, password, erase_on_connect

    def __eq__(self, other):
        return isinstance(other, PlainCredentials) and (self.username, self.password) == (other.username, other.password)

class Parameters:
    DEFAULT_HOST, DEFAULT_PORT, DEFAULT_VIRTUAL_HOST = 'localhost', 5672, '/'
    DEFAULT_USERNAME = DEFAULT_PASSWORD = 'guest'

    def __init__(self, host='localhost', port=5672, virtual_host='/', credentials=None, channel_max=65535, frame_max=131072, heartbeat=None, ssl_options=None, connection_attempts=1, retry_delay=2.0, socket_timeout=10.0, stack_timeout=15.0, locale='en_US', blocked_connection_timeout=None, client_properties=None, tcp_options=None, **kwargs):
        if kwargs:
            raise TypeError('unexpected kwargs: %r' % (kwargs,))
        if ssl_options is not None:
            raise NotImplementedError('pika: TLS is not part of the simulation')
        self.host, self.virtual_host, self.credentials = host, virtual_host, credentials or PlainCredentials('guest', 'guest')
        try:
            self.port = int(port)
        except (TypeError, ValueError):
            raise TypeError('port must be an int, but got %r' % (port,))
        self.channel_max, self.frame_max, self.heartbeat = channel_max, frame_max, heartbeat
        self.connection_attempts, self.retry_delay = connection_attempts, retry_delay
        self.socket_timeout, self.stack_timeout, self.locale = socket_timeout, stack_timeout, locale
        self.blocked_connection_timeout, self.client_properties = blocked_connection_timeout, client_properties
        self.tcp_options, self.ssl_options = tcp_options, ssl_options

    def __repr__(self):
        return '<%s host=%s port=%s virtual_host=%s ssl=%s>' % (self.__class__.__name__, self.host, self.port, self.virtual_host, False)

class ConnectionParameters(Parameters):
    pass

class URLParameters(Parameters):
    def __init__(self, url):
        from urllib.parse import urlparse, unquote, parse_qs
        parts = urlparse(url)
        if parts.scheme == 'amqps':
            raise NotImplementedError('pika: TLS is not part of the simulation')
        given = {'host': parts.hostname or 'localhost', 'port': parts.port or 5672}
        if parts.username is not None:
            given['credentials'] = PlainCredentials(unquote(parts.username), unquote(parts.password or ''))
        if len(parts.path) > 1:
            given['virtual_host'] = unquote(parts.path[1:])
        for name, values in parse_qs(parts.query).items():
            given[name] = values[0] if name == 'locale' else float(values[0]) if '.' in values[0] else int(values[0])
        super().__init__(**given)
`;
