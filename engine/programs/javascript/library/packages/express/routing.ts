/** Routes and routers: what is asked in which order. */
export const expressRouting = `const flat = (handlers) => {
  const all = handlers.flat(Infinity);
  for (const each of all) if (typeof each !== 'function') throw new TypeError('argument handler must be a function');
  return all;
};

function Route(pathname) { this.path = pathname; this.stack = []; this.methods = {}; }
for (const method of [...METHODS, 'all']) {
  Route.prototype[method] = function (...handlers) {
    const all = flat(handlers);
    if (all.length === 0) throw new Error('Route.' + method + '() requires a callback function but got a [object Undefined]');
    if (method === 'all') this.methods._all = true; else this.methods[method] = true;
    for (const handle of all) this.stack.push({ method, handle });
    return this;
  };
}

const makeRouter = (options = {}) => {
  const router = (req, res, next) => router.handle(req, res, next);
  router.stack = [];
  router.parameters = {};
  router.handle = (req, res, done) => {
    const parentUrl = req.baseUrl ?? '';
    const parentParams = req.params;
    let index = 0;
    const allowed = new Set();
    const restore = () => { req.baseUrl = parentUrl; req.params = parentParams; };
    const next = (problem) => {
      req.next = next;
      if (problem === 'router' || problem === 'route' && index >= router.stack.length) { restore(); return done(); }
      const failure = problem === 'route' ? undefined : problem;
      const where = pathOf(req.url);
      let layer;
      let match;
      while (index < router.stack.length) {
        layer = router.stack[index++];
        try { match = layer.match(where); } catch (error) { return done(error); }
        if (!match) continue;
        if (layer.route) {
          if (failure) { match = undefined; continue; }
          const method = req.method.toLowerCase();
          const serves = layer.route.methods._all || layer.route.methods[method] || (method === 'head' && layer.route.methods.get);
          if (!serves) { for (const each of Object.keys(layer.route.methods)) allowed.add(each.toUpperCase()); match = undefined; continue; }
        } else if (failure ? layer.handle.length !== 4 : layer.handle.length > 3) { match = undefined; continue; }
        break;
      }
      if (!match) {
        restore();
        if (!failure && req.method === 'OPTIONS' && allowed.size > 0) { const list = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : [])].join(', '); res.set('Allow', list); res.send(list); return undefined; }
        return done(failure);
      }
      req.params = options.mergeParams ? { ...parentParams, ...match.params } : match.params;
      if (layer.route) { req.route = layer.route; return processParams(req, res, match.params, (error) => error ? next(error) : runRoute(layer.route, req, res, next)); }
      const url = req.url;
      if (match.matched !== '') {
        req.baseUrl = parentUrl + match.matched;
        const rest = url.slice(match.matched.length);
        req.url = rest.startsWith('/') ? rest : '/' + rest;
      }
      const forward = (error) => { req.url = url; req.baseUrl = parentUrl; next(error); };
      return processParams(req, res, match.params, (error) => error ? forward(error) : failure ? call(layer.handle, [failure, req, res, forward], forward) : call(layer.handle, [req, res, forward], forward));
    };
    next();
  };
  const processParams = (req, res, params, done) => {
    const waiting = Object.keys(params).filter((name) => router.parameters[name]).flatMap((name) => router.parameters[name].map((each) => [name, each]));
    const step = (error) => {
      const following = waiting.shift();
      if (error || !following) return done(error);
      return call(following[1], [req, res, step, params[following[0]], following[0]], step);
    };
    step();
  };
  router.param = (name, handler) => { (router.parameters[name] ??= []).push(handler); return router; };
  router.use = (...given) => {
    const first = given[0];
    const hasPath = typeof first === 'string' || first instanceof RegExp || (Array.isArray(first) && typeof first[0] !== 'function');
    const where = hasPath ? given.shift() : '/';
    const handlers = given.flat(Infinity);
    if (handlers.length === 0) throw new TypeError('Router.use() requires a middleware function');
    for (const handle of handlers) {
      if (typeof handle !== 'function') throw new TypeError('Router.use() requires a middleware function but got a ' + (handle === undefined ? 'undefined' : handle === null ? 'null' : handle.constructor ? handle.constructor.name : typeof handle));
      router.stack.push({ match: where === '/' ? () => ({ params: {}, matched: '' }) : matcher(where, false, options), handle, path: where });
    }
    return router;
  };
  router.route = (pathname) => {
    const route = new Route(pathname);
    router.stack.push({ match: matcher(pathname, true, options), route, path: pathname });
    return route;
  };
  for (const method of [...METHODS, 'all']) router[method] = (pathname, ...handlers) => { router.route(pathname)[method](...handlers); return router; };
  return router;
};
const runRoute = (route, req, res, done) => {
  const method = req.method === 'HEAD' && !route.methods.head ? 'get' : req.method.toLowerCase();
  let index = 0;
  const next = (problem) => {
    if (problem === 'route') return done();
    if (problem === 'router') return done('router');
    while (index < route.stack.length) {
      const layer = route.stack[index++];
      if (layer.method !== method && layer.method !== 'all') continue;
      if (problem ? layer.handle.length !== 4 : layer.handle.length > 3) continue;
      return call(layer.handle, problem ? [problem, req, res, next] : [req, res, next], next);
    }
    return done(problem);
  };
  next();
};
const call = (handle, args, next) => {
  let value;
  try { value = handle(...args); } catch (error) { return next(error ?? new Error('Rejected promise')); }
  // Express 4 doesn't look at what a handler returns.
  if (MAJOR >= 5 && value instanceof Promise) value.then(undefined, (error) => next(error ?? new Error('Rejected promise')));
  return undefined;
};
const pathOf = (url) => { const at = url.indexOf('?'); return at < 0 ? url : url.slice(0, at); };

`;
