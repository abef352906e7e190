export const httpServerFiles = String.raw`
class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/' + __version__
    index_pages = ('index.html', 'index.htm')

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(directory if directory is not None else os.getcwd())
        super().__init__(*args, **kwargs)

    def do_GET(self):
        self._send(True)

    def do_HEAD(self):
        self._send(False)

    def translate_path(self, path):
        path = urllib.parse.unquote(path.split('?', 1)[0].split('#', 1)[0])
        trailing = path.rstrip().endswith('/')
        words = [w for w in os.path.normpath(path).split('/') if w and w not in ('.', '..')]
        return os.path.join(self.directory, *words) + ('/' if trailing and words else '')

    def guess_type(self, path):
        return _TYPES.get(os.path.splitext(path)[1].lower(), 'application/octet-stream')

    def _send(self, body):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            bare, q, query = self.path.partition('?')
            if not bare.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', bare + '/' + q + query)
                self.send_header('Content-Length', '0')
                self.end_headers()
                return
            for index in self.index_pages:
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                self.list_directory(path, body)
                return
        if path.endswith('/'):
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return
        try:
            with open(path, 'rb') as f:
                data = f.read()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(data)))
        self.send_header('Last-Modified', self.date_time_string(os.path.getmtime(path)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def list_directory(self, path, body=True):
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return
        names.sort(key=lambda a: a.lower())
        title = 'Directory listing for ' + html.escape(urllib.parse.unquote(self.path.split('?')[0]), quote=False)
        r = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>\n</head>', f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            full = os.path.join(path, name)
            shown = link = name
            if os.path.isdir(full):
                shown, link = name + '/', name + '/'
            if os.path.islink(full):
                shown = name + '@'
            r.append(f'<li><a href="{urllib.parse.quote(link)}">{html.escape(shown, quote=False)}</a></li>')
        r.append('</ul>\n<hr>\n</body>\n</html>\n')
        data = '\n'.join(r).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

def __main__function__():
    words, port, bind, directory = sys.argv[1:], 8000, None, os.getcwd()
    while words:
        word = words.pop(0)
        name, eq, value = word.partition('=')
        if name in ('-b', '--bind'):
            bind = value if eq else words.pop(0)
        elif name in ('-d', '--directory'):
            directory = value if eq else words.pop(0)
        elif name in ('-p', '--protocol'):
            value if eq else words.pop(0)
        elif word.isdigit():
            port = int(word)
        else:
            print('usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]', file=sys.stderr)
            print(f'server.py: error: ' + (f'unrecognized arguments: {word}' if word.startswith('-') else f"argument port: invalid int value: '{word}'"), file=sys.stderr)
            return 2
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, directory=directory, **kwargs)
    with ThreadingHTTPServer((bind or '0.0.0.0', port), Handler) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        print(f'Serving HTTP on {host} port {port} (http://{host}:{port}/) ...')
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            return 0
`;
