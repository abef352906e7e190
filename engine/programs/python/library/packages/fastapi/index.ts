import type { LibraryModule } from '../../sources.ts';
import { pydanticFields } from '../pydantic/fields.ts';
import { pydanticModels } from '../pydantic/models.ts';
import { pydanticValidating } from '../pydantic/validating.ts';
import { uvicornMainSource, uvicornSource } from '../uvicorn/init.ts';
import { fastapiApp } from './app.ts';
import { fastapiOpenapi } from './openapi.ts';
import { fastapiRequests } from './requests.ts';
import { fastapiResponses } from './responses.ts';
import { fastapiRouting } from './routing.ts';

const part = (
  name: string,
  source: string,
  more: Partial<LibraryModule> = {},
): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, bytes: 300_000, importMicroseconds: 2000, ...more },
];

const responses =
  'Response, JSONResponse, HTMLResponse, PlainTextResponse, RedirectResponse, FileResponse, StreamingResponse, ORJSONResponse, UJSONResponse';

/** What `fastapi run` and `fastapi dev` do: look for the application, and serve it. */
const main = `
import os
import sys
import uvicorn

def main():
    import argparse
    parser = argparse.ArgumentParser(prog='fastapi')
    parser.add_argument('command', choices=['run', 'dev'])
    parser.add_argument('path', nargs='?')
    parser.add_argument('--host')
    parser.add_argument('--port', type=int, default=8000)
    parser.add_argument('--app', default='app')
    parser.add_argument('--reload', action='store_true')
    parser.add_argument('--no-reload', action='store_true')
    parser.add_argument('--workers', type=int)
    parser.add_argument('--root-path', default='')
    parser.add_argument('--proxy-headers', action='store_true')
    given = parser.parse_args()
    path = given.path or next((p for p in ('main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py') if os.path.isfile(p)), None)
    if path is None or not os.path.isfile(path):
        print('ERROR   Could not find a default file to run, please provide an explicit path' if path is None else f'ERROR   Path does not exist {path}', file=sys.stderr)
        sys.exit(1)
    folder, name = os.path.split(os.path.abspath(path))
    name = name.removesuffix('.py')
    while os.path.isfile(os.path.join(folder, '__init__.py')):
        folder, package = os.path.split(folder)
        name = f'{package}.{name}'
    sys.path.insert(0, folder)
    uvicorn.run(f'{name}:{given.app}', host=given.host or ('0.0.0.0' if given.command == 'run' else '127.0.0.1'), port=given.port, root_path=given.root_path)

__main__function__ = main
`;

/** FastAPI, with what it stands on: Starlette, pydantic and uvicorn. */
export const fastapiModules: readonly (readonly [string, LibraryModule])[] = [
  part('pydantic', pydanticFields + pydanticValidating + pydanticModels, {
    isPackage: true,
    bytes: 9_000_000,
    importMicroseconds: 90_000,
  }),
  part('pydantic_settings', 'from pydantic import BaseSettings\nSettingsConfigDict = dict\n', {
    isPackage: true,
  }),
  part('fastapi', fastapiRequests + fastapiResponses + fastapiRouting + fastapiApp, {
    isPackage: true,
    bytes: 12_000_000,
    importMicroseconds: 150_000,
  }),
  part('fastapi.__main__', main),
  part('fastapi.openapi', fastapiOpenapi),
  part('fastapi.responses', `from fastapi import ${responses}\n`),
  part('fastapi.requests', 'from fastapi import Request\n'),
  part('fastapi.encoders', 'from fastapi import jsonable_encoder\n'),
  part(
    'fastapi.exceptions',
    'from fastapi import HTTPException, RequestValidationError, ResponseValidationError\n',
  ),
  part('fastapi.middleware', '', { isPackage: true }),
  part('fastapi.middleware.cors', 'from fastapi import CORSMiddleware\n'),
  part('fastapi.staticfiles', 'from fastapi import StaticFiles\n'),
  part('fastapi.concurrency', 'from asyncio import to_thread as run_in_threadpool\n'),
  part('starlette', '', { isPackage: true }),
  part('starlette.responses', `from fastapi import ${responses}\n`),
  part('starlette.requests', 'from fastapi import Request\n'),
  part('starlette.exceptions', 'from fastapi import HTTPException\n'),
  part(
    'starlette.status',
    'from http import HTTPStatus\nimport sys\nfor _each in HTTPStatus:\n    setattr(sys.modules[__name__], f"HTTP_{_each.value}_{_each.name}", _each.value)\n',
  ),
  part('starlette.middleware', '', { isPackage: true }),
  part('starlette.middleware.base', 'from fastapi import BaseHTTPMiddleware\n'),
  part('starlette.middleware.cors', 'from fastapi import CORSMiddleware\n'),
  part('uvicorn', uvicornSource, { isPackage: true, bytes: 4_000_000, importMicroseconds: 40_000 }),
  part('uvicorn.__main__', uvicornMainSource),
  part('uvicorn.main', uvicornMainSource),
];
