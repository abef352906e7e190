import { redisClient } from './chance-and-children.ts';
import { flaskApp, flaskGlobals, flaskRouting } from './flask.ts';
import {
  flaskBlueprints,
  flaskCli,
  flaskHelpers,
  flaskInit,
  flaskJson,
  flaskSessions,
} from './flask-rest.ts';
import { jinja } from './jinja.ts';
import { templateSources } from './jinja-expressions.ts';
import type { LibraryModule } from './sources.ts';
import { exceptions, serving, wrappers } from './werkzeug.ts';

const part = (
  name: string,
  source: string,
  more: Partial<LibraryModule> = {},
): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, bytes: 300_000, importMicroseconds: 2000, ...more },
];

export const packageLibrary: readonly (readonly [string, LibraryModule])[] = [
  part('flask', flaskInit, { isPackage: true, bytes: 14_000_000, importMicroseconds: 180_000 }),
  part('flask.app', flaskApp),
  part('flask.blueprints', flaskBlueprints),
  part('flask.cli', flaskCli),
  part('flask.globals', flaskGlobals),
  part('flask.helpers', flaskHelpers),
  part('flask.json', flaskJson),
  part('flask.routing', flaskRouting),
  part('flask.sessions', flaskSessions),
  part('flask.wrappers', 'from werkzeug.wrappers import Request, Response, Headers\n'),
  part('flask.__main__', 'from flask.cli import main\n__main__function__ = main\n'),
  part('redis', redisClient, { isPackage: true, bytes: 12_000_000, importMicroseconds: 150_000 }),
  part('redis.exceptions', 'from redis import RedisError, ConnectionError, TimeoutError, ResponseError\n'),
  part('werkzeug', "__version__ = '3.1.3'\n", { isPackage: true }),
  part('werkzeug.exceptions', exceptions),
  part('werkzeug.serving', serving),
  part('werkzeug.wrappers', wrappers),
  part('werkzeug.routing', 'class BuildError(LookupError):\n    pass\n'),
  part(
    'werkzeug.utils',
    'from werkzeug.wrappers import Response\nimport re\ndef redirect(location, code=302, Response=Response):\n    from html import escape\n    shown = escape(location)\n    response = Response(f\'<!doctype html>\\n<html lang=en>\\n<title>Redirecting...</title>\\n<h1>Redirecting...</h1>\\n<p>You should be redirected automatically to the target URL: <a href="{shown}">{shown}</a>. If not, click the link.\\n\', code, mimetype="text/html")\n    response.headers["Location"] = location\n    return response\ndef secure_filename(name):\n    return re.sub(r"[^A-Za-z0-9_.-]", "", "_".join(name.replace("/", " ").split())).strip("._")\n',
  ),
  part(
    'markupsafe',
    "from html import escape as _escape\nclass Markup(str):\n    def __html__(self):\n        return self\ndef escape(s):\n    if hasattr(s, '__html__'):\n        return Markup(s.__html__())\n    return Markup(str(s).replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace(\"'\", '&#39;').replace('\"', '&#34;'))\n",
    { isPackage: true },
  ),
  ...Object.entries(templateSources).map(([name, source]) => part(name, source)),
  part('jinja2', jinja, { isPackage: true, bytes: 3_000_000, importMicroseconds: 30_000 }),
];
