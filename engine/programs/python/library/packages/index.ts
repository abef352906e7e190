import type { LibraryModule } from '../sources.ts';
import { clickModules } from './click/index.ts';
import { dotenvSource } from './dotenv/init.ts';
import { fastapiModules } from './fastapi/index.ts';
import { flaskAppApp } from './flask/app.ts';
import { flaskBlueprintsSource } from './flask/blueprints.ts';
import { flaskCliCommandsSource, flaskCliSource } from './flask/cli.ts';
import { flaskGlobalsSource } from './flask/globals.ts';
import { flaskHelpersSource } from './flask/helpers.ts';
import { flaskSource } from './flask/init.ts';
import { flaskJsonSource } from './flask/json.ts';
import { flaskMainSource } from './flask/main.ts';
import { flaskRoutingSource } from './flask/routing.ts';
import { flaskAppScaffold } from './flask/scaffold.ts';
import { flaskSessionsSource } from './flask/sessions.ts';
import { flaskTemplatingSource } from './flask/templating.ts';
import { gunicornArbiterSource } from './gunicorn/arbiter.ts';
import { gunicornConfigSource } from './gunicorn/config.ts';
import { gunicornSource } from './gunicorn/init.ts';
import { gunicornLogSource } from './gunicorn/log.ts';
import { gunicornWorkerSource } from './gunicorn/worker.ts';
import { gunicornAppWsgiappSource } from './gunicorn/wsgiapp.ts';
import { jinja2ExceptionsSource } from './jinja2/exceptions.ts';
import { jinja2ExpressionsSource } from './jinja2/expressions.ts';
import { jinja2Parser } from './jinja2/parser.ts';
import { jinja2Rendering } from './jinja2/rendering.ts';
import { jinja2ValuesSource } from './jinja2/values.ts';
import { markupsafeSource } from './markupsafe/init.ts';
import { pikaModules } from './pika/index.ts';
import { psycopgModules } from './psycopg2/index.ts';
import { mysqlModules } from './pymysql/index.ts';
import { pytestModules } from './pytest/index.ts';
import { redisSource } from './redis/init.ts';
import { requestsExceptionsSource } from './requests/exceptions.ts';
import { requestsSource } from './requests/init.ts';
import { requestsStructuresSource } from './requests/structures.ts';
import { werkzeugExceptionsSource } from './werkzeug/exceptions.ts';
import { werkzeugHttpSource } from './werkzeug/http.ts';
import { werkzeugWrappersRequests } from './werkzeug/requests.ts';
import { werkzeugWrappersResponses } from './werkzeug/responses.ts';
import { werkzeugRoutingSource } from './werkzeug/routing.ts';
import { werkzeugServingSource } from './werkzeug/serving.ts';
import { werkzeugTestSource } from './werkzeug/test.ts';
import { werkzeugUtilsSource } from './werkzeug/utils.ts';
import { yamlModules } from './yaml/index.ts';

const part = (
  name: string,
  source: string,
  more: Partial<LibraryModule> = {},
): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, bytes: 300_000, importMicroseconds: 2000, ...more },
];
export const packageLibrary: readonly (readonly [string, LibraryModule])[] = [
  part('flask', flaskSource, { bytes: 14000000, importMicroseconds: 180000, isPackage: true }),
  part('flask.app', flaskAppScaffold + flaskAppApp),
  part('flask.blueprints', flaskBlueprintsSource),
  part('flask.cli', flaskCliSource + flaskCliCommandsSource),
  part('flask.globals', flaskGlobalsSource),
  part('flask.helpers', flaskHelpersSource),
  part('flask.json', flaskJsonSource),
  part('flask.routing', flaskRoutingSource),
  part('flask.sessions', flaskSessionsSource),
  part('flask.wrappers', 'from werkzeug.wrappers import Request, Response, Headers\n'),
  part('flask.__main__', flaskMainSource),
  part('redis', redisSource, { bytes: 12000000, importMicroseconds: 150000, isPackage: true }),
  part('redis.exceptions', 'from redis import RedisError, ConnectionError, TimeoutError, ResponseError\n'),
  part('werkzeug', "__version__ = '3.1.3'\n", { isPackage: true }),
  part('werkzeug.exceptions', werkzeugExceptionsSource),
  part('werkzeug.serving', werkzeugServingSource),
  part('werkzeug.wrappers', werkzeugWrappersRequests + werkzeugWrappersResponses),
  part('werkzeug.routing', werkzeugRoutingSource),
  part('werkzeug.http', werkzeugHttpSource),
  part('werkzeug.test', werkzeugTestSource),
  part('flask.testing', 'from werkzeug.test import FlaskClient, TestResponse\n'),
  part('werkzeug.utils', werkzeugUtilsSource),
  part('markupsafe', markupsafeSource, { isPackage: true }),
  part('jinja2.expressions', jinja2ExpressionsSource),
  part('jinja2.values', jinja2ValuesSource),
  part('jinja2.exceptions', jinja2ExceptionsSource),
  part('flask.templating', flaskTemplatingSource),
  part('jinja2', jinja2Parser + jinja2Rendering, {
    bytes: 3000000,
    importMicroseconds: 30000,
    isPackage: true,
  }),
  part('gunicorn', gunicornSource, { isPackage: true }),
  part('gunicorn.config', gunicornConfigSource),
  part('gunicorn.log', gunicornLogSource),
  part('gunicorn.worker', gunicornWorkerSource),
  part('gunicorn.arbiter', gunicornArbiterSource),
  part('gunicorn.app', '', { isPackage: true }),
  part('gunicorn.app.wsgiapp', gunicornAppWsgiappSource),
  part('gunicorn.__main__', 'from gunicorn.app.wsgiapp import run\nmain = __main__function__ = run\n'),
  part('packaging', "__version__ = '25.0'\n", { isPackage: true }),
  part('requests', requestsSource, { isPackage: true, bytes: 9_000_000, importMicroseconds: 120_000 }),
  part('requests.exceptions', requestsExceptionsSource),
  part('requests.structures', requestsStructuresSource),
  part('dotenv', dotenvSource, { isPackage: true }),
  ...clickModules,
  ...fastapiModules,
  ...mysqlModules,
  ...pikaModules,
  ...psycopgModules,
  ...pytestModules,
  ...yamlModules,
];
