import { beforeAll, describe, expect, it } from 'vitest';
import { openMachine, type Started, type TestMachine } from '../../harness/machine.ts';
import { ask } from '../http.ts';

const SITE = '/usr/local/lib/python3.11/site-packages';

const program = `from datetime import date
from decimal import Decimal
from typing import Annotated, Optional
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request, status
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel, Field, field_validator

app = FastAPI(title='Shop')
app.add_middleware(CORSMiddleware, allow_origins=['*'], allow_methods=['*'], allow_headers=['*'])

class Item(BaseModel):
    name: str
    price: float = Field(gt=0)
    is_offer: Optional[bool] = None
    tags: list[str] = []

    @field_validator('name')
    @classmethod
    def no_blank(cls, value):
        if not value.strip():
            raise ValueError('must not be blank')
        return value

class Shown(BaseModel):
    name: str

@app.get('/')
def read_root():
    return {'Hello': 'World'}

@app.get('/items/{item_id}')
async def read_item(item_id: int, q: str | None = None):
    if item_id == 404:
        raise HTTPException(status_code=404, detail='Item not found')
    return {'item_id': item_id, 'q': q}

@app.post('/items', status_code=status.HTTP_201_CREATED, response_model=Shown)
def create(item: Item):
    return item

@app.put('/items/{item_id}')
def update(item_id: int, item: Item):
    return {'item_id': item_id, **item.model_dump(exclude_unset=True)}

def page(skip: int = 0, limit: Annotated[int, Query(le=100)] = 10):
    yield {'skip': skip, 'limit': limit}
    print('closed')

@app.get('/list')
def listed(found: dict = Depends(page)):
    return found

@app.get('/plain')
def plain():
    return {'price': Decimal('1.50'), 'count': Decimal('2'), 'day': date(2024, 1, 2)}

@app.get('/priced', response_model=Item)
def priced():
    return {'name': 'a', 'price': Decimal('1.50')}

@app.get('/boom')
def boom():
    return 1 / 0

users = APIRouter(prefix='/users', tags=['users'])

@users.get('/me')
async def me(request: Request):
    return {'agent': request.headers.get('user-agent')}

app.include_router(users)

@app.on_event('startup')
def start():
    print('starting up')

@app.middleware('http')
async def mark(request, call_next):
    response = await call_next(request)
    response.headers['x-by'] = 'me'
    return response
`;

const json = (value: unknown, method = 'POST') => ({
  method,
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json' },
});

describe('FastAPI behind uvicorn', () => {
  let machine: TestMachine;
  let server: Started;
  beforeAll(() => {
    machine = openMachine({ image: 'python:3.11-slim' });
    for (const name of ['fastapi', 'uvicorn', 'pydantic', 'starlette'])
      machine.write(`${SITE}/${name}/__init__.py`, '__version__ = "1.0"\n');
    machine.write('/app/main.py', program);
    const argv = ['python3', '-m', 'uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '80'];
    server = machine.start(argv, { cwd: '/app' });
    machine.advance(2);
  });

  it.each<[string, Parameters<typeof ask>[3], number, unknown]>([
    ['/', {}, 200, { Hello: 'World' }],
    ['/items/5?q=x', {}, 200, { item_id: 5, q: 'x' }],
    [
      '/items/foo',
      {},
      422,
      {
        detail: [
          {
            type: 'int_parsing',
            loc: ['path', 'item_id'],
            msg: 'Input should be a valid integer, unable to parse string as an integer',
            input: 'foo',
          },
        ],
      },
    ],
    ['/plain', {}, 200, { price: 1.5, count: 2, day: '2024-01-02' }],
    ['/priced', {}, 200, { name: 'a', price: 1.5, is_offer: null, tags: [] }],
    ['/items/404', {}, 404, { detail: 'Item not found' }],
    ['/items', json({ name: 'a', price: 2 }), 201, { name: 'a' }],
    ['/items/7', json({ name: 'a', price: '2.5' }, 'PUT'), 200, { item_id: 7, name: 'a', price: 2.5 }],
    [
      '/items',
      json({ price: -1, tags: [1] }),
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 'name'], msg: 'Field required', input: { price: -1, tags: [1] } },
          {
            type: 'greater_than',
            loc: ['body', 'price'],
            msg: 'Input should be greater than 0',
            input: -1,
            ctx: { gt: 0 },
          },
          {
            type: 'string_type',
            loc: ['body', 'tags', 0],
            msg: 'Input should be a valid string',
            input: 1,
          },
        ],
      },
    ],
    [
      '/items',
      json({ name: ' ', price: 1 }),
      422,
      {
        detail: [
          {
            type: 'value_error',
            loc: ['body', 'name'],
            msg: 'Value error, must not be blank',
            input: ' ',
            ctx: { error: {} },
          },
        ],
      },
    ],
    ['/items', { method: 'DELETE' }, 405, { detail: 'Method Not Allowed' }],
    ['/list?skip=3', {}, 200, { skip: 3, limit: 10 }],
    ['/users/me', { headers: { 'User-Agent': 'curl' } }, 200, { agent: 'curl' }],
    ['/nope', {}, 404, { detail: 'Not Found' }],
  ])('answers %s', (path, options, status, body) => {
    const answer = ask(machine, 80, path, options);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, body]);
  });

  it('answers 500 where a function fails, and goes on', () => {
    expect(ask(machine, 80, '/boom').body).toBe('Internal Server Error');
    expect(server.stderr).toContain(
      'ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n',
    );
    expect(server.stderr).toContain('ZeroDivisionError: division by zero\n');
    expect(ask(machine, 80, '/').headers.get('x-by')).toBe('me');
  });

  it('lets pages of other origins ask', () => {
    const headers = { Origin: 'http://a.example', 'Access-Control-Request-Method': 'PUT' };
    expect(ask(machine, 80, '/', { headers }).headers.get('access-control-allow-origin')).toBe('*');
    expect(ask(machine, 80, '/items', { method: 'OPTIONS', headers }).body).toBe('OK');
  });

  it('describes itself', () => {
    const { info, paths, components } = JSON.parse(ask(machine, 80, '/openapi.json').body);
    expect(info).toEqual({ title: 'Shop', version: '0.1.0' });
    const plain = ['/list', '/plain', '/priced', '/boom'];
    expect(Object.keys(paths)).toEqual(['/', '/items/{item_id}', '/items', ...plain, '/users/me']);
    expect(paths['/items'].post.requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Item',
    });
    expect(components.schemas.Item.required).toEqual(['name', 'price']);
    expect(ask(machine, 80, '/docs').body).toContain('<title>Shop - Swagger UI</title>');
  });

  it('says what it does, and ends with SIGTERM', () => {
    expect(server.stdout).toMatch(/^starting up\nINFO: {5}127\.0\.0\.1:\d+ - "GET \/ HTTP\/1\.1" 200 OK\n/);
    expect(server.stdout).toContain('closed\n');
    server.signal('SIGTERM');
    machine.advance(1);
    expect(server.code).toBe(0);
    expect(server.stderr.replace(/ERROR:[\s\S]*division by zero\n/, '')).toBe(
      `INFO:     Started server process [PID]
INFO:     Waiting for application startup.
INFO:     Application startup complete.
INFO:     Uvicorn running on http://0.0.0.0:80 (Press CTRL+C to quit)
INFO:     Shutting down
INFO:     Waiting for application shutdown.
INFO:     Application shutdown complete.
INFO:     Finished server process [PID]
`.replaceAll('PID', /\[(\d+)\]/.exec(server.stderr)?.[1] ?? ''),
    );
  });
});
