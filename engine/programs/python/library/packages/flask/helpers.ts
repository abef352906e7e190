export const flaskHelpersSource = `
import os
import time
from flask.globals import _stack, current_app, request, session
from flask.wrappers import Response
from werkzeug.exceptions import NotFound

def make_response(*args):
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)

def url_for(endpoint, *, _external=False, _anchor=None, _method=None, _scheme=None, **values):
    app = _stack.top().app
    if endpoint.startswith('.'):
        endpoint = (request.blueprint or '') + endpoint
    for rule in app.url_map:
        if rule.endpoint == endpoint and rule.arguments <= set(values):
            url = rule.build(values)
            if _external:
                url = request.host_url.rstrip('/') + url
            return url + ('#' + _anchor if _anchor else '')
    from werkzeug.routing import BuildError
    raise BuildError(f"Could not build url for endpoint {endpoint!r}.")

_TYPES = {'.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.xml': 'text/xml', '.pdf': 'application/pdf', '.csv': 'text/csv', '.md': 'text/markdown'}

def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, **kwargs):
    from werkzeug.serving import http_date
    if hasattr(path_or_file, 'read'):
        data = path_or_file.read()
        name = download_name or ''
        modified = None
    else:
        path = os.fspath(path_or_file)
        if not path.startswith('/'):
            path = os.path.join(_stack.top().app.root_path, path)
        with open(path, 'rb') as f:
            data = f.read()
        name = download_name or os.path.basename(path)
        modified = os.path.getmtime(path)
    kind = mimetype or _TYPES.get(os.path.splitext(name)[1].lower(), 'application/octet-stream')
    response = Response(data, mimetype=kind)
    response.headers['Content-Disposition'] = f"{'attachment' if as_attachment else 'inline'}; filename={name}"
    if modified is not None:
        response.headers['Last-Modified'] = http_date(modified)
        response.headers['Cache-Control'] = 'no-cache'
    return response

def send_from_directory(directory, path, **kwargs):
    full = os.path.normpath(os.path.join(directory, path))
    if not full.startswith('/'):
        full = os.path.join(_stack.top().app.root_path, full)
    if '..' in path.split('/') or not os.path.isfile(full):
        raise NotFound()
    return send_file(full, **kwargs)

def flash(message, category='message'):
    session['_flashes'] = session.get('_flashes', []) + [(category, message)]

def get_flashed_messages(with_categories=False, category_filter=()):
    found = session.pop('_flashes', [])
    return [tuple(x) for x in found] if with_categories else [x[1] for x in found]

def stream_with_context(generator):
    return generator

def after_this_request(f):
    _stack.top().after.append(f)
    return f

def has_request_context():
    return _stack.top() is not None
`;
