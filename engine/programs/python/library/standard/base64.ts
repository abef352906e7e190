export const base64Source = String.raw`
import _text

def b64encode(s, altchars=None):
    data = _text.base64(s)
    return data.replace(b'+', altchars[:1]).replace(b'/', altchars[1:]) if altchars else data

def b64decode(s, altchars=None, validate=False):
    if altchars:
        text = s.decode() if isinstance(s, bytes) else s
        s = text.replace(chr(altchars[0]), '+').replace(chr(altchars[1]), '/')
    return _text.from_base64(s)

def urlsafe_b64encode(s):
    return _text.base64(s).replace(b'+', b'-').replace(b'/', b'_')

def urlsafe_b64decode(s):
    text = s.decode() if isinstance(s, bytes) else s
    return _text.from_base64(text.replace('-', '+').replace('_', '/'))

standard_b64encode, standard_b64decode = b64encode, b64decode
decodebytes = b64decode

def encodebytes(s):
    return b''.join(_text.base64(s[at:at + 57]) + b'\n' for at in range(0, len(s), 57))
`;
