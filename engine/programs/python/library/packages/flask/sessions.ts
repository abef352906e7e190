export const flaskSessionsSource = `
import json
import base64
import hashlib

class _Session(dict):
    modified = False
    permanent = False
    def __setitem__(self, key, value):
        self.modified = True
        dict.__setitem__(self, key, value)
    def __delitem__(self, key):
        self.modified = True
        dict.__delitem__(self, key)
    def pop(self, key, default=None):
        self.modified = True
        return dict.pop(self, key, default)
    def setdefault(self, key, default=None):
        self.modified = True
        return dict.setdefault(self, key, default)
    def clear(self):
        self.modified = True
        dict.clear(self)

class _NullSession(_Session):
    def __setitem__(self, key, value):
        raise RuntimeError('The session is unavailable because no secret key was set.  Set the secret_key on the application to something unique and secret.')

def _sign(app, text):
    key = app.secret_key if isinstance(app.secret_key, bytes) else str(app.secret_key).encode()
    return base64.urlsafe_b64encode(hashlib.sha1(key + text.encode()).digest()).decode().rstrip('=')

def open_session(app, request):
    if not app.secret_key:
        return _NullSession()
    text, _, signature = request.cookies.get('session', '').rpartition('.')
    if not text or _sign(app, text) != signature:
        return _Session()
    session = _Session()
    dict.update(session, json.loads(base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))))
    return session

def save_session(app, response):
    from flask.globals import _stack
    session = _stack.top().session
    if session is None or not session.modified:
        return
    if not session:
        response.delete_cookie('session')
        return
    text = base64.urlsafe_b64encode(json.dumps(session, separators=(',', ':')).encode()).decode().rstrip('=')
    response.headers.add('Vary', 'Cookie')
    response.set_cookie('session', text + '.' + _sign(app, text), httponly=True)
`;
