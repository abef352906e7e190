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

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_\x60{|}~'

def b16encode(s):
    return bytes(s).hex().upper().encode()

def b16decode(s, casefold=False):
    import binascii
    text = s.decode() if isinstance(s, (bytes, bytearray)) else s
    if not casefold and text != text.upper():
        raise binascii.Error('Non-base16 digit found')
    return bytes.fromhex(text)

def b32encode(s):
    bits = ''.join(f'{b:08b}' for b in s)
    bits += '0' * (-len(bits) % 5)
    made = bytes(_B32[int(bits[n:n + 5], 2)] for n in range(0, len(bits), 5))
    return made + b'=' * (-len(made) % 8)

def b32decode(s, casefold=False, map01=None):
    import binascii
    text = s.encode() if isinstance(s, str) else bytes(s)
    if len(text) % 8:
        raise binascii.Error('Incorrect padding')
    text = (text.upper() if casefold else text).rstrip(b'=')
    if any(c not in _B32 for c in text):
        raise binascii.Error('Non-base32 digit found')
    bits = ''.join(f'{_B32.index(c):05b}' for c in text)
    return bytes(int(bits[n:n + 8], 2) for n in range(0, len(bits) - 7, 8))

def b85encode(b, pad=False):
    padding = -len(b) % 4
    made = b''
    for n in range(0, len(b), 4):
        value = int.from_bytes(b[n:n + 4].ljust(4, b'\0'), 'big')
        made += bytes(_B85[value // 85 ** k % 85] for k in (4, 3, 2, 1, 0))
    return made if pad or not padding else made[:-padding]

def b85decode(b):
    text = b.encode() if isinstance(b, str) else bytes(b)
    padding = -len(text) % 5
    text += b'~' * padding
    made = b''
    for n in range(0, len(text), 5):
        value = 0
        for c in text[n:n + 5]:
            if c not in _B85:
                raise ValueError(f'bad base85 character at position {n}')
            value = value * 85 + _B85.index(c)
        made += value.to_bytes(4, 'big')
    return made[:-padding] if padding else made

def encodebytes(s):
    return b''.join(_text.base64(s[at:at + 57]) + b'\n' for at in range(0, len(s), 57))
`;
