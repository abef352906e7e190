/** A connection whose calls wait, over a socket. */
export const pikaConnection = String.raw`
import collections
import socket
import time

_FRAME_END = 206

class Frame:
    """A method with the channel it came on."""
    def __init__(self, channel_number, method):
        self.frame_type, self.channel_number, self.method = 1, channel_number, method

    def __repr__(self):
        return "<METHOD(['channel_number=%d', 'frame_type=1', 'method=%r'])>" % (self.channel_number, self.method)

class BlockingConnection:
    def __init__(self, parameters=None, _impl_class=None):
        if parameters is None:
            parameters = ConnectionParameters()
        choices = list(parameters) if isinstance(parameters, (list, tuple)) else [parameters]
        self._channels, self._frames, self._data = {}, collections.deque(), b''
        self._closed, self._is_open, self._blocked = None, False, False
        self._calls, self._timers, self._next_timer = collections.deque(), [], 0
        self._on_blocked, self._on_unblocked = [], []
        failed = None
        for attempt in range(max(1, choices[0].connection_attempts)):
            if attempt:
                time.sleep(choices[0].retry_delay)
            for each in choices:
                failed = self._attempt(each)
                if failed is None:
                    return
        raise failed

    def _attempt(self, parameters):
        self.params = parameters
        try:
            self._open(parameters)
            return None
        except socket.gaierror as problem:
            return problem
        except OSError:
            pass
        except exceptions.AMQPConnectionError as problem:
            return problem
        return exceptions.AMQPConnectionError()

    def _open(self, parameters):
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.settimeout(parameters.socket_timeout)
        s.connect((parameters.host, parameters.port))
        s.settimeout(None)
        self._socket, self._data = s, b''
        self._heard = self._said = time.monotonic()
        self._heartbeat, self._frame_max = 0, 131072
        stage = 'start'
        try:
            s.sendall(b'AMQP\x00\x00\x09\x01')
            start = self._expect(0, _CLASSES['Connection'].Start)
            properties = {'product': 'Pika Python Client Library', 'platform': 'Python 3.12', 'capabilities': {'authentication_failure_close': True, 'basic.nack': True, 'connection.blocked': True, 'consumer_cancel_notify': True, 'publisher_confirms': True}, 'information': 'See http://pika.rtfd.org', 'version': '1.3.2'}
            properties.update(parameters.client_properties or {})
            stage = 'authentication'
            credentials = parameters.credentials
            response = '\0' + credentials.username + '\0' + credentials.password
            self._send(0, _CLASSES['Connection'].StartOk(client_properties=properties, mechanism='PLAIN', response=response, locale=parameters.locale))
            tune = self._expect(0, _CLASSES['Connection'].Tune)
            wanted = parameters.heartbeat
            self._heartbeat = tune.heartbeat if wanted is None else wanted(self, tune.heartbeat) if callable(wanted) else wanted
            self._frame_max = min(tune.frame_max or parameters.frame_max, parameters.frame_max)
            self._channel_max = min(tune.channel_max or parameters.channel_max, parameters.channel_max)
            stage = 'access'
            self._send(0, _CLASSES['Connection'].TuneOk(channel_max=self._channel_max, frame_max=self._frame_max, heartbeat=self._heartbeat))
            self._send(0, _CLASSES['Connection'].Open(virtual_host=parameters.virtual_host, insist=True))
            self._expect(0, _CLASSES['Connection'].OpenOk)
            self._is_open = True
        except exceptions.StreamLostError as problem:
            s.close()
            self._closed = None
            kind = {'start': exceptions.IncompatibleProtocolError, 'authentication': exceptions.ProbableAuthenticationError, 'access': exceptions.ProbableAccessDeniedError}[stage]
            raise kind(*problem.args)
        except exceptions.ConnectionClosedByBroker as problem:
            self._closed = None
            kind = {'authentication': exceptions.ProbableAuthenticationError, 'access': exceptions.ProbableAccessDeniedError}.get(stage)
            if kind is None or (stage == 'access' and problem.reply_code != 530):
                raise
            raise kind("ConnectionClosedByBroker: (%d) %r" % (problem.reply_code, problem.reply_text)) if stage == 'authentication' else kind(repr(problem))

    # Frames

    def _write(self, data):
        self._check()
        try:
            self._socket.sendall(data)
            self._said = time.monotonic()
            return
        except OSError as problem:
            lost = problem
        self._lost(lost)

    def _check(self):
        if self._closed is not None:
            raise self._closed

    def _frame(self, kind, channel, payload):
        return struct.pack('>BHI', kind, channel, len(payload)) + payload + bytes([_FRAME_END])

    def _send(self, channel, method, content=None):
        data = self._frame(1, channel, method._encode())
        if content is not None:
            properties, body = content
            data += self._frame(2, channel, struct.pack('>HHQ', 60, 0, len(body)) + properties._encode())
            size = self._frame_max - 8
            for at in range(0, len(body), size):
                data += self._frame(3, channel, body[at:at + size])
        self._write(data)

    def _lost(self, problem):
        self._socket.close()
        self._is_open = False
        self._closed = exceptions.StreamLostError('Stream connection lost: %r' % (problem,))
        for channel in self._channels.values():
            channel._is_open = False
        raise self._closed

    def _take(self):
        """A frame that has come in whole."""
        if len(self._data) < 7:
            return None
        kind, channel, size = struct.unpack('>BHI', self._data[:7])
        if len(self._data) < size + 8:
            return None
        payload, self._data = self._data[7:7 + size], self._data[8 + size:]
        return kind, channel, payload

    def _pump(self, deadline=None):
        """Waits for something, no longer than until then, and handles it. @return whether there was any"""
        self._check()
        frame = self._take()
        while frame is None:
            self._run_due()
            now = time.monotonic()
            limits = [each for each in (deadline, self._next_due()) if each is not None]
            if self._heartbeat and self._is_open:
                limits.append(self._said + self._heartbeat / 2)
            if deadline is not None and now >= deadline and not self._readable(0):
                return False
            patience = None if not limits else max(0.001, min(limits) - now)
            data = self._receive(patience)
            if data is not None:
                self._data += data
                self._heard = time.monotonic()
            elif self._heartbeat and self._is_open and time.monotonic() - self._said >= self._heartbeat / 2:
                self._write(self._frame(8, 0, b''))
            frame = self._take()
        self._handle(*frame)
        return True

    def _readable(self, seconds):
        import select
        return bool(select.select([self._socket], [], [], seconds)[0])

    def _receive(self, patience):
        problem = None
        try:
            self._socket.settimeout(patience)
            data = self._socket.recv(65536)
            self._socket.settimeout(None)
            if data:
                return data
        except TimeoutError:
            self._socket.settimeout(None)
            return None
        except OSError as error:
            problem = error
        if problem is None:
            problem = ConnectionResetError(104, 'Connection reset by peer')
        self._lost(problem)

    def _handle(self, kind, number, payload):
        if kind == 8:
            return
        if number:
            channel = self._channels.get(number)
            if channel is not None:
                channel._handle(kind, payload)
            return
        method = _decode_method(payload)
        if method.NAME == 'Connection.Close':
            self._send(0, _CLASSES['Connection'].CloseOk())
            self._socket.close()
            self._is_open = False
            self._closed = exceptions.ConnectionClosedByBroker(method.reply_code, method.reply_text)
            for channel in self._channels.values():
                channel._is_open = False
            raise self._closed
        if method.NAME in ('Connection.Blocked', 'Connection.Unblocked'):
            self._blocked = method.NAME == 'Connection.Blocked'
            for callback in self._on_blocked if self._blocked else self._on_unblocked:
                callback(self, Frame(0, method))
            return
        self._frames.append(method)

    def _expect(self, number, kind):
        while True:
            while self._frames:
                method = self._frames.popleft()
                if isinstance(method, kind):
                    return method
            self._pump()

    # What there is to do meanwhile

    def _next_due(self):
        return 0 if self._calls else min((due for due, _, _ in self._timers), default=None)

    def _run_due(self):
        while self._calls:
            self._calls.popleft()()
        for timer in [each for each in self._timers if each[0] <= time.monotonic()]:
            if timer in self._timers:
                self._timers.remove(timer)
                timer[2]()

    def call_later(self, delay, callback):
        self._next_timer += 1
        self._timers.append((time.monotonic() + delay, self._next_timer, callback))
        return self._next_timer

    def remove_timeout(self, timeout_id):
        self._timers = [each for each in self._timers if each[1] != timeout_id]

    def add_callback_threadsafe(self, callback):
        self._calls.append(callback)

    def add_on_connection_blocked_callback(self, callback):
        self._on_blocked.append(callback)

    def add_on_connection_unblocked_callback(self, callback):
        self._on_unblocked.append(callback)

    def process_data_events(self, time_limit=0):
        if not self._is_open:
            raise exceptions.ConnectionWrongStateError('BlockingConnection.process_data_events() called on closed or closing connection.') if self._closed is None else self._closed
        if self._dispatch():
            return
        deadline = None if time_limit is None else time.monotonic() + time_limit
        while self._pump(deadline):
            if self._dispatch() or (time_limit is not None and time.monotonic() >= deadline):
                return
            if time_limit is None and not any(channel._consumers for channel in self._channels.values()):
                return

    def _dispatch(self):
        """Calls back for what has come. @return whether there was any"""
        did = False
        for channel in list(self._channels.values()):
            did = channel._dispatch() or did
        return did

    def sleep(self, duration):
        deadline = time.monotonic() + duration
        while time.monotonic() < deadline:
            self.process_data_events(deadline - time.monotonic())

    def channel(self, channel_number=None):
        if not self._is_open:
            raise exceptions.ConnectionWrongStateError('Channel allocation requires an open connection: %r' % (self,)) if self._closed is None else self._closed
        number = channel_number
        if number is None:
            number = 1
            while number in self._channels:
                number += 1
        channel = BlockingChannel(self, number)
        self._channels[number] = channel
        self._send(number, _CLASSES['Channel'].Open())
        channel._expect('Channel.OpenOk')
        return channel

    def close(self, reply_code=200, reply_text='Normal shutdown'):
        if not self._is_open:
            raise exceptions.ConnectionWrongStateError('BlockingConnection.close(%r, %r) called on closed connection.' % (reply_code, reply_text))
        for channel in list(self._channels.values()):
            channel._is_open = False
        self._send(0, _CLASSES['Connection'].Close(reply_code=reply_code, reply_text=reply_text))
        self._expect(0, _CLASSES['Connection'].CloseOk)
        self._socket.close()
        self._is_open = False
        self._closed = exceptions.ConnectionWrongStateError('Connection is closed.')

    @property
    def is_open(self):
        return self._is_open

    @property
    def is_closed(self):
        return not self._is_open

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self._is_open:
            self.close()
`;
