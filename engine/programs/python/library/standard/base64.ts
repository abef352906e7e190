export const base64Source = `
import _text

def b64encode(s, altchars=None):
    return _text.base64(s)

def b64decode(s, altchars=None, validate=False):
    return _text.from_base64(s)

def urlsafe_b64encode(s):
    return _text.base64(s).replace(b'+', b'-').replace(b'/', b'_')

def urlsafe_b64decode(s):
    text = s.decode() if isinstance(s, bytes) else s
    return _text.from_base64(text.replace('-', '+').replace('_', '/'))

standard_b64encode, standard_b64decode = b64encode, b64decode
encodebytes, decodebytes = b64encode, b64decode
`;
