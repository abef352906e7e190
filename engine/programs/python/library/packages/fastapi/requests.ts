/** Requests, as Starlette has them. */
export const fastapiRequests = String.raw`
import asyncio
import dataclasses
import datetime
import inspect
import json
import re
import typing
from decimal import Decimal
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, unquote
import pydantic
from pydantic import BaseModel, FieldInfo, _dumped, _validated, _limited, _Bad, _Many
__version__ = '0.116.1'

class Headers:
    def __init__(self, raw):
        self.raw = raw

    def __getitem__(self, name):
        for key, value in self.raw:
            if key.decode('latin-1').lower() == name.lower():
                return value.decode('latin-1')
        raise KeyError(name)

    def get(self, name, default=None):
        return self[name] if name in self else default

    def getlist(self, name):
        return [v.decode('latin-1') for k, v in self.raw if k.decode('latin-1').lower() == name.lower()]

    def __contains__(self, name):
        return any(k.decode('latin-1').lower() == name.lower() for k, v in self.raw)

    def __setitem__(self, name, value):
        self.raw[:] = [(k, v) for k, v in self.raw if k.decode('latin-1').lower() != name.lower()] + [(name.lower().encode(), str(value).encode('latin-1'))]

    def append(self, name, value):
        self.raw.append((name.lower().encode(), str(value).encode('latin-1')))

    def setdefault(self, name, value):
        if name not in self:
            self[name] = value
        return self[name]

    def keys(self):
        return [k.decode('latin-1') for k, v in self.raw]

    def values(self):
        return [v.decode('latin-1') for k, v in self.raw]

    def items(self):
        return [(k.decode('latin-1'), v.decode('latin-1')) for k, v in self.raw]

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self.raw)

class QueryParams:
    def __init__(self, pairs):
        self._pairs = pairs

    def get(self, name, default=None):
        found = self.getlist(name)
        return found[-1] if found else default

    def getlist(self, name):
        return [v for k, v in self._pairs if k == name]

    def __getitem__(self, name):
        if name not in self:
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name):
        return any(k == name for k, v in self._pairs)

    def keys(self):
        return list(dict(self._pairs))

    def items(self):
        return list(dict(self._pairs).items())

    def multi_items(self):
        return list(self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def __repr__(self):
        return f'QueryParams({"&".join(f"{k}={v}" for k, v in self._pairs)!r})'

class _Address:
    def __init__(self, pair):
        self.host, self.port = pair

class URL:
    def __init__(self, text):
        self._text = text
        rest = text.split('://', 1)[-1]
        self.scheme = text.split('://', 1)[0]
        self.netloc, _, tail = rest.partition('/')
        path, _, self.query = ('/' + tail).partition('?')
        self.path = path
        self.hostname = self.netloc.split(':')[0]

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

class State:
    pass

class Request:
    def __init__(self, scope, receive=None, send=None):
        self.scope, self._receive, self._bytes = scope, receive, None
        self.method = scope['method']
        self.headers = Headers(scope['headers'])
        self.query_params = QueryParams(parse_qsl(scope['query_string'].decode(), keep_blank_values=True))
        self.path_params = scope.get('path_params', {})
        self.client = _Address(scope['client']) if scope.get('client') else None
        self.app = scope.get('app')
        self.state = scope.setdefault('_state', State())
        query = scope['query_string'].decode()
        self.url = URL(f"http://{self.headers.get('host', '127.0.0.1')}{scope['path']}" + (f'?{query}' if query else ''))
        self.base_url = URL(f"http://{self.headers.get('host', '127.0.0.1')}/")

    @property
    def cookies(self):
        made = {}
        for part in self.headers.get('cookie', '').split(';'):
            name, mark, value = part.strip().partition('=')
            if mark:
                made[name] = unquote(value.strip('"'))
        return made

    async def body(self):
        if self._bytes is None:
            self._bytes = self.scope.get('_body')
        if self._bytes is None:
            parts, more = [], True
            while more:
                message = await self._receive()
                parts.append(message.get('body', b''))
                more = message.get('more_body', False)
            self._bytes = self.scope['_body'] = b''.join(parts)
        return self._bytes

    async def json(self):
        return json.loads(await self.body())

    async def form(self):
        kind = self.headers.get('content-type', '')
        if kind.startswith('multipart/'):
            raise NotImplementedError('forms with files: not part of the simulation')
        return QueryParams(parse_qsl((await self.body()).decode(), keep_blank_values=True))
`;
