/** socket: constants, errors, and names of hosts */
export const socketNames = String.raw`
import _socket
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT = 1, 2, 9, 6, 15
IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY, IPPROTO_IP = 6, 17, 1, 0
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL = 2, 64, 256
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
INADDR_ANY = 0
has_ipv6 = False
error = OSError
timeout = TimeoutError

class gaierror(OSError):
    pass

class herror(OSError):
    pass

_default = None

def setdefaulttimeout(seconds):
    global _default
    _default = seconds

def getdefaulttimeout():
    return _default

def gethostname():
    return _socket.gethostname()

def getfqdn(name=''):
    return name or gethostname()

def gethostbyname(host):
    try:
        return _socket.resolve(host)
    except OSError as e:
        if not hasattr(e, 'gaierror'):
            raise
        failed = gaierror(e.errno, e.strerror)
    raise failed

def gethostbyname_ex(host):
    return host, [], [gethostbyname(host)]

def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = gethostbyname(host) if host else '0.0.0.0'
    kinds = [(1, 6), (2, 17)] if not type else [(type, 6 if type == 1 else 17)]
    return [(AF_INET, k, p, '', (address, int(port or 0))) for k, p in kinds]

def inet_aton(text):
    return bytes([int(x) for x in text.split('.')])

def inet_ntoa(data):
    return '.'.join(str(x) for x in data)

def htons(x):
    return ((x & 255) << 8) | (x >> 8)

ntohs = htons
`;
