/** The application: settings, views, and what answers where nothing else does. */
export const expressApplication = `const finalHandler = (req, res) => (error) => {
  const env = process.env.NODE_ENV || 'development';
  let status = 404;
  let message = 'Cannot ' + req.method + ' ' + escape(encodeURI(decodeURISafe(pathOf(req.originalUrl ?? req.url))));
  if (error) {
    status = error.status >= 400 && error.status < 600 ? error.status : error.statusCode >= 400 && error.statusCode < 600 ? error.statusCode : res.statusCode >= 400 ? res.statusCode : 500;
    message = env === 'production' ? http.STATUS_CODES[status] : escape(error.stack || String(error)).replaceAll('\\n', '<br>').replaceAll('  ', ' &nbsp;');
    if (env !== 'test') console.error(error.stack || String(error));
  }
  if (res.headersSent) { req.socket.destroy(); return; }
  const body = '<!DOCTYPE html>\\n<html lang="en">\\n<head>\\n<meta charset="utf-8">\\n<title>Error</title>\\n</head>\\n<body>\\n<pre>' + message + '</pre>\\n</body>\\n</html>\\n';
  for (const name of ['Content-Encoding', 'Content-Language', 'Content-Range', 'ETag', 'Last-Modified']) res.removeHeader(name);
  res.statusCode = status;
  res.statusMessage = http.STATUS_CODES[status];
  res.setHeader('Content-Security-Policy', "default-src 'none'");
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  if (req.method === 'HEAD') res.end(); else res.end(body);
};

const prepare = (app, req, res) => {
  if (req._prepared) { req.app = app; res.app = app; return; }
  Object.defineProperty(req, '_prepared', { value: true, enumerable: false });
  Object.assign(req, request);
  for (const name of Object.keys(getters)) Object.defineProperty(req, name, { get: getters[name], set(value) { Object.defineProperty(req, name, { value, writable: true, configurable: true }); }, configurable: true, enumerable: false });
  Object.assign(res, response);
  req.app = res.app = app;
  req.res = res;
  res.req = req;
  req.originalUrl = req.url;
  req.baseUrl = '';
  req.params = {};
  res.locals = Object.create(null);
};

const createApplication = () => {
  const app = (req, res, next) => app.handle(req, res, next);
  const settings = { 'x-powered-by': true, etag: 'weak', env: process.env.NODE_ENV || 'development', 'query parser': MAJOR >= 5 ? 'simple' : 'extended', 'trust proxy': false, views: path.resolve('views') };
  const router = makeRouter();
  const engines = {};
  app.settings = settings;
  app.locals = Object.create(null);
  app.locals.settings = settings;
  app.mountpath = '/';
  app.router = router;
  app._router = router;
  app.handle = (req, res, done) => {
    prepare(app, req, res);
    if (app.enabled('x-powered-by')) res.setHeader('X-Powered-By', 'Express');
    const finish = done ?? finalHandler(req, res);
    router.handle(req, res, finish);
  };
  app.set = (name, ...value) => { if (value.length === 0) return settings[name]; settings[name] = value[0]; return app; };
  app.enabled = (name) => Boolean(settings[name]);
  app.disabled = (name) => !settings[name];
  app.enable = (name) => app.set(name, true);
  app.disable = (name) => app.set(name, false);
  app.use = (...given) => {
    for (const each of given.flat(Infinity)) if (typeof each === 'function' && each.handle && each.settings) { each.mountpath = typeof given[0] === 'string' ? given[0] : '/'; each.parent = app; }
    if (given.flat(Infinity).length === 0 || (given.length === 1 && typeof given[0] === 'string')) throw new TypeError('app.use() requires a middleware function');
    router.use(...given);
    return app;
  };
  app.route = (pathname) => router.route(pathname);
  app.param = (name, handler) => { router.param(name, handler); return app; };
  for (const method of METHODS) app[method] = (pathname, ...handlers) => method === 'get' && handlers.length === 0 ? settings[pathname] : (router[method](pathname, ...handlers), app);
  app.all = (pathname, ...handlers) => { router.all(pathname, ...handlers); return app; };
  app.del = app.delete;
  app.engine = (extension, run) => { engines[extension.replace(/^\\./, '')] = run; return app; };
  app.render = (name, values, done) => {
    const extension = path.extname(name).slice(1) || settings['view engine'];
    if (!extension) throw new Error('No default engine was specified and no extension was provided.');
    const file = path.join(settings.views, path.extname(name) ? name : name + '.' + extension);
    if (!fs.existsSync(file)) return done(new Error('Failed to lookup view "' + name + '" in views directory "' + settings.views + '"'));
    const run = engines[extension] ?? ($loader.$load(extension, { filename: path.resolve('index.js') }).__express);
    if (!run) return done(new Error('the view engine ' + extension + ' is not part of the simulation'));
    return run(file, values, done);
  };
  app.listen = (...given) => {
    const server = http.createServer(app);
    const last = given[given.length - 1];
    if (MAJOR >= 5 && typeof last === 'function') { let told = false; server.once('error', (error) => { if (!told) { told = true; last(error); } }); server.once('listening', () => { told = true; }); }
    return server.listen(...given);
  };
  return app;
};

`;
