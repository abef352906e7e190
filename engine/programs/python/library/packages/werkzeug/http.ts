export const werkzeugHttpSource = String.raw`
import re
import time
from urllib.parse import unquote
from http import HTTPStatus
from werkzeug.serving import http_date

HTTP_STATUS_CODES = {each.value: each.phrase for each in HTTPStatus}

def _quoted(value):
    if re.fullmatch(r"[\w!#$%&'()*+\-./:<=>?@\[\]^\x60{|}~]*", value, re.A):
        return value
    return '"' + ''.join(c if 32 <= ord(c) < 127 and c not in '",;\\' else ''.join(f'\\{b:03o}' for b in c.encode()) for c in value) + '"'

def dump_cookie(key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, sync_expires=True, max_size=4093, samesite=None, partitioned=False):
    if hasattr(max_age, 'total_seconds'):
        max_age = int(max_age.total_seconds())
    if expires is not None and not isinstance(expires, str):
        expires = http_date(expires.timestamp() if hasattr(expires, 'timestamp') else expires)
    elif max_age is not None and sync_expires:
        expires = http_date(time.time() + max_age if max_age else 0)
    if samesite is not None and samesite.title() not in ('Strict', 'Lax', 'None'):
        raise ValueError("SameSite must be 'Strict', 'Lax', or 'None'.")
    parts = [f'{key}={_quoted(value if isinstance(value, str) else value.decode() if isinstance(value, bytes) else str(value))}']
    for name, each in (('Domain', domain and domain.lstrip('.')), ('Expires', expires), ('Max-Age', max_age), ('Secure', secure), ('HttpOnly', httponly), ('Path', path), ('SameSite', samesite and samesite.title()), ('Partitioned', partitioned)):
        if each is None or each is False:
            continue
        parts.append(name if each is True else f'{name}={each}')
    return '; '.join(parts)

def parse_cookie(header):
    pairs = (part.strip().partition('=') for part in (header or '').split(';'))
    return {k: unquote(v) for k, _, v in pairs if k}
`;
