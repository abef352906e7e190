export const gunicornLogSource = String.raw`
import sys
import time
import traceback

_LEVELS = {'debug': 10, 'info': 20, 'warning': 30, 'error': 40, 'critical': 50}

class Logger:
    def __init__(self, config):
        self.config = config
        self.level = _LEVELS.get(config.loglevel.lower(), 20)
        self.file = sys.stderr if config.errorlog == '-' else open(config.errorlog, 'a')
        self.access_file = None if not config.accesslog else sys.stdout if config.accesslog == '-' else open(config.accesslog, 'a')

    def _log(self, level, message, args, trace=False):
        if _LEVELS[level] < self.level:
            return
        import os
        stamp = time.strftime('%Y-%m-%d %H:%M:%S +0000', time.gmtime())
        text = message % args if args else message
        if trace:
            text += '\n' + traceback.format_exc().rstrip('\n')
        self.file.write(f'[{stamp}] [{os.getpid()}] [{level.upper()}] {text}\n')
        self.file.flush()

    def debug(self, message, *args):
        self._log('debug', message, args)
    def info(self, message, *args):
        self._log('info', message, args)
    def warning(self, message, *args):
        self._log('warning', message, args)
    def error(self, message, *args):
        self._log('error', message, args)
    def critical(self, message, *args):
        self._log('critical', message, args)
    def exception(self, message, *args):
        self._log('error', message, args, True)

    def access(self, status, size, environ, seconds):
        if self.access_file is None:
            return
        query = environ['QUERY_STRING']
        path = environ['RAW_URI']
        fields = {
            'h': environ.get('REMOTE_ADDR', '-'), 'l': '-', 'u': '-',
            't': time.strftime('[%d/%b/%Y:%H:%M:%S +0000]', time.gmtime()),
            'r': f"{environ['REQUEST_METHOD']} {path} {environ['SERVER_PROTOCOL']}",
            's': status.split(' ', 1)[0], 'st': status, 'm': environ['REQUEST_METHOD'], 'U': environ['PATH_INFO'], 'q': query,
            'H': environ['SERVER_PROTOCOL'], 'b': str(size) if size else '-', 'B': size,
            'f': environ.get('HTTP_REFERER', '-'), 'a': environ.get('HTTP_USER_AGENT', '-'),
            'T': int(seconds), 'D': int(seconds * 1e6), 'M': int(seconds * 1000), 'L': f'{seconds:.6f}', 'p': '<%s>' % __import__('os').getpid(),
        }
        self.access_file.write(self.config.access_log_format % fields + '\n')
        self.access_file.flush()
`;
