/** Values, methods and properties as they are on the wire. */
export const pikaValues = String.raw`
import datetime
import struct

def _short(text):
    data = text.encode() if isinstance(text, str) else bytes(text)
    return bytes([len(data)]) + data

def _long(data):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return struct.pack('>I', len(data)) + data

def _value(value):
    if isinstance(value, bool):
        return b't' + bytes([int(value)])
    if isinstance(value, int):
        if -2147483648 <= value <= 2147483647:
            return b'I' + struct.pack('>i', value)
        return b'l' + struct.pack('>q', value)
    if isinstance(value, float):
        return b'd' + struct.pack('>d', value)
    if isinstance(value, str):
        return b'S' + _long(value)
    if isinstance(value, (bytes, bytearray)):
        return b'x' + _long(value)
    if isinstance(value, datetime.datetime):
        return b'T' + struct.pack('>Q', int(value.timestamp()))
    if isinstance(value, dict):
        return b'F' + _table(value)
    if isinstance(value, (list, tuple)):
        return b'A' + _long(b''.join(_value(each) for each in value))
    if value is None:
        return b'V'
    raise exceptions.AMQPError('Unsupported field kind during encoding: %r' % (value,))

def _table(table):
    return _long(b''.join(_short(name) + _value(value) for name, value in (table or {}).items()))

_NUMBERS = {b'b': '>b', b'B': '>B', b's': '>h', b'u': '>H', b'I': '>i', b'i': '>I', b'l': '>q', b'L': '>q', b'f': '>f', b'd': '>d'}

class _Reader:
    def __init__(self, data, at=0):
        self.data, self.at, self.bits = data, at, None

    def take(self, count):
        piece = self.data[self.at:self.at + count]
        self.at += count
        self.bits = None
        return piece

    def number(self, size):
        return int.from_bytes(self.take(size), 'big')

    def bit(self):
        if self.bits is None:
            value = self.number(1)
            self.bits = [bool(value >> n & 1) for n in range(8)]
        return self.bits.pop(0)

    def short(self):
        return self.take(self.number(1)).decode()

    def long(self):
        data = self.take(self.number(4))
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data

    def table(self):
        end = self.number(4) + self.at
        found = {}
        while self.at < end:
            name = self.short()
            found[name] = self.value()
        return found

    def value(self):
        kind = self.take(1)
        if kind == b't':
            return bool(self.number(1))
        if kind in _NUMBERS:
            form = _NUMBERS[kind]
            return struct.unpack(form, self.take(struct.calcsize(form)))[0]
        if kind == b'S':
            return self.long()
        if kind == b'x':
            return self.take(self.number(4))
        if kind == b'F':
            return self.table()
        if kind == b'A':
            end = self.number(4) + self.at
            found = []
            while self.at < end:
                found.append(self.value())
            return found
        if kind == b'T':
            return datetime.datetime.fromtimestamp(self.number(8), datetime.timezone.utc)
        if kind == b'V':
            return None
        raise exceptions.AMQPError('Unsupported field kind %r during decoding' % (kind,))

_METHODS = {
    'Connection.Start': (10, 10, 'version_major:1 version_minor:1 server_properties:table mechanisms:long locales:long'),
    'Connection.StartOk': (10, 11, 'client_properties:table mechanism:short response:long locale:short'),
    'Connection.Tune': (10, 30, 'channel_max:2 frame_max:4 heartbeat:2'),
    'Connection.TuneOk': (10, 31, 'channel_max:2 frame_max:4 heartbeat:2'),
    'Connection.Open': (10, 40, 'virtual_host:short capabilities:short insist:bit'),
    'Connection.OpenOk': (10, 41, 'known_hosts:short'),
    'Connection.Close': (10, 50, 'reply_code:2 reply_text:short class_id:2 method_id:2'),
    'Connection.CloseOk': (10, 51, ''),
    'Connection.Blocked': (10, 60, 'reason:short'),
    'Connection.Unblocked': (10, 61, ''),
    'Channel.Open': (20, 10, 'out_of_band:short'),
    'Channel.OpenOk': (20, 11, 'channel_id:long'),
    'Channel.Flow': (20, 20, 'active:bit'),
    'Channel.FlowOk': (20, 21, 'active:bit'),
    'Channel.Close': (20, 40, 'reply_code:2 reply_text:short class_id:2 method_id:2'),
    'Channel.CloseOk': (20, 41, ''),
    'Exchange.Declare': (40, 10, 'ticket:2 exchange:short type:short passive:bit durable:bit auto_delete:bit internal:bit nowait:bit arguments:table'),
    'Exchange.DeclareOk': (40, 11, ''),
    'Exchange.Delete': (40, 20, 'ticket:2 exchange:short if_unused:bit nowait:bit'),
    'Exchange.DeleteOk': (40, 21, ''),
    'Exchange.Bind': (40, 30, 'ticket:2 destination:short source:short routing_key:short nowait:bit arguments:table'),
    'Exchange.BindOk': (40, 31, ''),
    'Exchange.Unbind': (40, 40, 'ticket:2 destination:short source:short routing_key:short nowait:bit arguments:table'),
    'Exchange.UnbindOk': (40, 51, ''),
    'Queue.Declare': (50, 10, 'ticket:2 queue:short passive:bit durable:bit exclusive:bit auto_delete:bit nowait:bit arguments:table'),
    'Queue.DeclareOk': (50, 11, 'queue:short message_count:4 consumer_count:4'),
    'Queue.Bind': (50, 20, 'ticket:2 queue:short exchange:short routing_key:short nowait:bit arguments:table'),
    'Queue.BindOk': (50, 21, ''),
    'Queue.Purge': (50, 30, 'ticket:2 queue:short nowait:bit'),
    'Queue.PurgeOk': (50, 31, 'message_count:4'),
    'Queue.Delete': (50, 40, 'ticket:2 queue:short if_unused:bit if_empty:bit nowait:bit'),
    'Queue.DeleteOk': (50, 41, 'message_count:4'),
    'Queue.Unbind': (50, 50, 'ticket:2 queue:short exchange:short routing_key:short arguments:table'),
    'Queue.UnbindOk': (50, 51, ''),
    'Basic.Qos': (60, 10, 'prefetch_size:4 prefetch_count:2 global_qos:bit'),
    'Basic.QosOk': (60, 11, ''),
    'Basic.Consume': (60, 20, 'ticket:2 queue:short consumer_tag:short no_local:bit no_ack:bit exclusive:bit nowait:bit arguments:table'),
    'Basic.ConsumeOk': (60, 21, 'consumer_tag:short'),
    'Basic.Cancel': (60, 30, 'consumer_tag:short nowait:bit'),
    'Basic.CancelOk': (60, 31, 'consumer_tag:short'),
    'Basic.Publish': (60, 40, 'ticket:2 exchange:short routing_key:short mandatory:bit immediate:bit'),
    'Basic.Return': (60, 50, 'reply_code:2 reply_text:short exchange:short routing_key:short'),
    'Basic.Deliver': (60, 60, 'consumer_tag:short delivery_tag:8 redelivered:bit exchange:short routing_key:short'),
    'Basic.Get': (60, 70, 'ticket:2 queue:short no_ack:bit'),
    'Basic.GetOk': (60, 71, 'delivery_tag:8 redelivered:bit exchange:short routing_key:short message_count:4'),
    'Basic.GetEmpty': (60, 72, 'cluster_id:short'),
    'Basic.Ack': (60, 80, 'delivery_tag:8 multiple:bit'),
    'Basic.Reject': (60, 90, 'delivery_tag:8 requeue:bit'),
    'Basic.Recover': (60, 110, 'requeue:bit'),
    'Basic.RecoverOk': (60, 111, ''),
    'Basic.Nack': (60, 120, 'delivery_tag:8 multiple:bit requeue:bit'),
    'Confirm.Select': (85, 10, 'nowait:bit'),
    'Confirm.SelectOk': (85, 11, ''),
    'Tx.Select': (90, 10, ''),
    'Tx.SelectOk': (90, 11, ''),
    'Tx.Commit': (90, 20, ''),
    'Tx.CommitOk': (90, 21, ''),
    'Tx.Rollback': (90, 30, ''),
    'Tx.RollbackOk': (90, 31, ''),
}

class Method:
    NAME = 'Method'

    def __init__(self, **given):
        for name, kind in self._FIELDS:
            setattr(self, name, given.get(name, {} if kind == 'table' else False if kind == 'bit' else '' if kind in ('short', 'long') else 0))

    def __repr__(self):
        told = ['%s=%r' % (name, getattr(self, name)) for name, _ in self._FIELDS]
        return '<%s(%s)>' % (self.NAME, sorted(told))

    def _encode(self):
        parts, bits = [struct.pack('>HH', *self._IDS)], []
        def flush():
            if bits:
                parts.append(bytes([sum(1 << n for n, bit in enumerate(bits) if bit)]))
                bits.clear()
        for name, kind in self._FIELDS:
            value = getattr(self, name)
            if kind == 'bit':
                bits.append(bool(value))
                continue
            flush()
            if kind == 'table':
                parts.append(_table(value))
            elif kind == 'short':
                parts.append(_short(value))
            elif kind == 'long':
                parts.append(_long(value))
            else:
                parts.append(int(value).to_bytes(int(kind), 'big'))
        flush()
        return b''.join(parts)

class _Class:
    pass

_CLASSES, _BY_IDS = {}, {}
for _name, (_class, _method, _fields) in _METHODS.items():
    _group, _short_name = _name.split('.')
    _made = type(_short_name, (Method,), {'NAME': _name, '_IDS': (_class, _method), '_FIELDS': [tuple(each.split(':')) for each in _fields.split()]})
    _CLASSES.setdefault(_group, type(_group, (_Class,), {}))
    setattr(_CLASSES[_group], _short_name, _made)
    _BY_IDS[(_class, _method)] = _made

def _decode_method(payload):
    reader = _Reader(payload)
    kind = _BY_IDS[(reader.number(2), reader.number(2))]
    given = {}
    for name, form in kind._FIELDS:
        given[name] = reader.bit() if form == 'bit' else reader.table() if form == 'table' else reader.short() if form == 'short' else reader.long() if form == 'long' else reader.number(int(form))
    return kind(**given)

_PROPERTIES = [('content_type', 'short'), ('content_encoding', 'short'), ('headers', 'table'), ('delivery_mode', '1'), ('priority', '1'), ('correlation_id', 'short'), ('reply_to', 'short'), ('expiration', 'short'), ('message_id', 'short'), ('timestamp', '8'), ('type', 'short'), ('user_id', 'short'), ('app_id', 'short'), ('cluster_id', 'short')]

class BasicProperties:
    NAME = 'BasicProperties'

    def __init__(self, content_type=None, content_encoding=None, headers=None, delivery_mode=None, priority=None, correlation_id=None, reply_to=None, expiration=None, message_id=None, timestamp=None, type=None, user_id=None, app_id=None, cluster_id=None):
        self.content_type, self.content_encoding, self.headers = content_type, content_encoding, headers
        self.delivery_mode = getattr(delivery_mode, 'value', delivery_mode)
        self.priority, self.correlation_id, self.reply_to, self.expiration = priority, correlation_id, reply_to, expiration
        self.message_id, self.timestamp, self.type, self.user_id = message_id, timestamp, type, user_id
        self.app_id, self.cluster_id = app_id, cluster_id

    def __repr__(self):
        told = ['%s=%r' % (name, getattr(self, name)) for name, _ in _PROPERTIES if getattr(self, name) is not None]
        return '<BasicProperties(%s)>' % (told,)

    def __eq__(self, other):
        return isinstance(other, BasicProperties) and vars(self) == vars(other)

    def _encode(self):
        flags, parts = 0, []
        for index, (name, kind) in enumerate(_PROPERTIES):
            value = getattr(self, name)
            if value is None:
                continue
            flags |= 1 << (15 - index)
            if kind == 'short':
                if not isinstance(value, (str, bytes)):
                    raise AssertionError('A non-string value was supplied for self.%s' % name)
                parts.append(_short(value))
            else:
                parts.append(_table(value) if kind == 'table' else int(value).to_bytes(int(kind), 'big'))
        return struct.pack('>H', flags) + b''.join(parts)

def _decode_properties(reader):
    flags, given = reader.number(2), {}
    for index, (name, kind) in enumerate(_PROPERTIES):
        if flags & 1 << (15 - index):
            given[name] = reader.short() if kind == 'short' else reader.table() if kind == 'table' else reader.number(int(kind))
    return BasicProperties(**given)
`;
