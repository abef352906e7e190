export const socketserverSource = `
import _socket
import _thread
import select
import socket
import threading

class BaseServer:
    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self._stop = False
        self._over = threading.Event()

    def server_activate(self):
        pass

    def serve_forever(self, poll_interval=0.5):
        """Waits without end: a thread that calls shutdown() wakes it. Only who has something to do meanwhile is polled."""
        self._over.clear()
        polls = type(self).service_actions is not BaseServer.service_actions
        try:
            while not self._stop:
                if select.select([self], [], [], poll_interval if polls else 0)[0]:
                    self._handle_request_noblock()
                elif not polls:
                    _socket.wait_readable([self.fileno()])
                if not self._stop:
                    self.service_actions()
        finally:
            self._stop = False
            self._over.set()

    def handle_request(self):
        if select.select([self], [], [], self.timeout)[0]:
            self._handle_request_noblock()
        else:
            self.handle_timeout()

    def handle_timeout(self):
        pass

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)

    def verify_request(self, request, client_address):
        return True

    def process_request(self, request, client_address):
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)

    def shutdown(self):
        self._stop = True
        _thread.wake()
        self._over.wait()

    def service_actions(self):
        pass

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        request.close()

    def server_close(self):
        pass

    def handle_error(self, request, client_address):
        import sys, traceback
        print('-' * 40, file=sys.stderr)
        print('Exception occurred during processing of request from', client_address, file=sys.stderr)
        traceback.print_exc()
        print('-' * 40, file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()

class TCPServer(BaseServer):
    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        BaseServer.__init__(self, server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        return self.socket.fileno()

    def _ready(self):
        return self.socket._ready()

    def get_request(self):
        return self.socket.accept()

class ThreadingMixIn:
    daemon_threads = False
    block_on_close = True

    def process_request_thread(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        t = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        t.daemon = True
        t.start()

class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass

class UDPServer(TCPServer):
    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def server_activate(self):
        pass

    def get_request(self):
        data, address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), address

    def close_request(self, request):
        pass

class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass

class StreamRequestHandler(BaseRequestHandler):
    timeout = None

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        self.rfile = self.connection.makefile('rb')
        self.wfile = self.connection.makefile('wb')

    def finish(self):
        self.wfile.close()
        self.rfile.close()

class DatagramRequestHandler(BaseRequestHandler):
    def setup(self):
        import io
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
`;
