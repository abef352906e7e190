/** The master: it starts workers, and sees to it that there are as many as there should be. */
export const gunicornArbiterSource = String.raw`
import os
import signal
import socket
import sys
import time
from gunicorn import __version__
from gunicorn.log import Logger
from gunicorn.worker import AppImportError, Worker, import_app

WORKER_BOOT_ERROR, APP_LOAD_ERROR = 3, 4

def named(sock):
    name = sock.getsockname()
    return f'unix:{name}' if isinstance(name, str) else f'http://{name[0]}:{name[1]}'

class _Signal(Exception):
    def __init__(self, number):
        self.number = number

class Arbiter:
    def __init__(self, config):
        self.config = config
        self.log = Logger(config)
        self.wanted = config.workers
        self.workers = {}
        self.age = 0

    def run(self):
        self.log.info('Starting gunicorn %s', __version__)
        app = import_app(self.config.app) if self.config.preload_app else None
        self.app = app
        self.sockets = [self.listen(bind) for bind in self.config.binds]
        self.log.info('Listening at: %s (%s)', ','.join(named(s) for s in self.sockets), os.getpid())
        self.log.info('Using worker: %s', self.config.worker_class)
        for hook in ('on_starting', 'when_ready'):
            if hook in self.config.hooks:
                self.config.hooks[hook](self)
        if self.config.pidfile:
            with open(self.config.pidfile, 'w') as f:
                f.write(f'{os.getpid()}\n')
        for number in (signal.SIGHUP, signal.SIGQUIT, signal.SIGINT, signal.SIGTERM, signal.SIGTTIN, signal.SIGTTOU, signal.SIGUSR1, signal.SIGWINCH):
            signal.signal(number, self.signalled)
        self.fill()
        while True:
            try:
                self.listening = True
                pid, status = os.wait()
                self.listening = False
            except _Signal as s:
                self.act(s.number)
            except ChildProcessError:
                self.listening = False
                self.fill()
            else:
                self.ended(pid, status)
            while self.waiting:
                self.act(self.waiting.pop(0))
            self.fill()

    listening = False
    waiting = []

    def signalled(self, number, frame):
        if self.listening:
            self.listening = False
            raise _Signal(number)
        self.waiting.append(number)

    def listen(self, bind):
        if bind.startswith('unix:'):
            return self.listen_at(bind[5:].removeprefix('//'))
        host, _, port = bind.rpartition(':') if ':' in bind else (bind, '', '8000')
        address = (host or '0.0.0.0', int(port))
        for tries in range(5):
            try:
                sock = socket.socket()
                sock.bind(address)
                sock.listen(self.config.backlog)
                return sock
            except OSError as error:
                if error.errno == 98:
                    self.log.error('Connection in use: %s', str(address))
                elif error.errno == 99:
                    self.log.error('Invalid address: %s', str(address))
                else:
                    self.log.error('%s', error)
                if tries < 5:
                    self.log.debug('connection to %s failed: %s', str(address), str(error))
                    self.log.error('Retrying in 1 second.')
                    time.sleep(1)
        self.log.error("Can't connect to %s", str(address))
        sys.exit(1)

    def listen_at(self, path):
        if os.path.exists(path):
            if os.stat(path).st_mode & 0o170000 != 0o140000:
                raise ValueError(f'{path!r} is not a socket')
            os.remove(path)
        sock = socket.socket(socket.AF_UNIX)
        before = os.umask(0)
        sock.bind(path)
        os.umask(before)
        sock.listen(self.config.backlog)
        return sock

    def close_sockets(self):
        for s in self.sockets:
            if s.family == socket.AF_UNIX and os.path.exists(s.getsockname()):
                os.unlink(s.getsockname())
            s.close()

    def fill(self):
        while len(self.workers) < self.wanted:
            self.spawn()
        while len(self.workers) > self.wanted:
            self.end(min(self.workers, key=self.workers.get), signal.SIGTERM)

    def spawn(self):
        self.age += 1
        pid = os.fork()
        if pid:
            self.workers[pid] = self.age
            return
        worker = Worker(self.config, self.log, self.sockets, self.app)
        code = 0
        try:
            self.log.info('Booting worker with pid: %s', os.getpid())
            hook = self.config.hooks.get('post_fork')
            if hook is not None:
                hook(self, worker)
            worker.run()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 0
        except AppImportError as error:
            self.log.error('%s', error)
            code = APP_LOAD_ERROR
        except BaseException:
            self.log.exception('Exception in worker process')
            code = WORKER_BOOT_ERROR
        self.log.info('Worker exiting (pid: %s)', os.getpid())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    def ended(self, pid, status):
        if self.workers.pop(pid, None) is None:
            return
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            name = signal.Signals(number).name
            message = f'Worker (pid:{pid}) was sent {name}!'
            if number == signal.SIGKILL:
                message += ' Perhaps out of memory?'
            (self.log.error if number != signal.SIGTERM else self.log.info)(message)
            return
        code = os.WEXITSTATUS(status)
        if code:
            self.log.error('Worker (pid:%s) exited with code %s', pid, code)
        if code == WORKER_BOOT_ERROR:
            self.halt('Worker failed to boot.', code)
        if code == APP_LOAD_ERROR:
            self.halt('App failed to load.', code)

    def end(self, pid, number):
        self.workers.pop(pid, None)
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass

    def act(self, number):
        name = signal.Signals(number).name[3:].lower()
        self.log.info('Handling signal: %s', name)
        if number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
            self.stop(number == signal.SIGTERM)
        elif number == signal.SIGHUP:
            self.log.info('Hang up: %s', 'Master')
            for s in self.sockets:
                pass
            old = list(self.workers)
            for _ in range(self.wanted):
                self.spawn()
            for pid in old:
                self.end(pid, signal.SIGTERM)
        elif number == signal.SIGTTIN:
            self.wanted += 1
        elif number == signal.SIGTTOU and self.wanted > 1:
            self.wanted -= 1

    def stop(self, graceful):
        self.close_sockets()
        for pid in list(self.workers):
            try:
                os.kill(pid, signal.SIGTERM if graceful else signal.SIGQUIT)
            except ProcessLookupError:
                pass
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
        self.halt(None, 0)

    def halt(self, reason, code):
        if reason is not None:
            self.close_sockets()
            for pid in list(self.workers):
                self.end(pid, signal.SIGTERM)
        self.log.info('Shutting down: %s', 'Master') if reason is None else self.log.error('Shutting down: %s', 'Master')
        if reason is not None:
            self.log.error('Reason: %s', reason)
        if self.config.pidfile and os.path.exists(self.config.pidfile):
            os.unlink(self.config.pidfile)
        sys.exit(code)
`;
