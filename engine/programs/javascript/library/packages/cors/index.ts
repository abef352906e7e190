/** The package cors, as far as it is documented. */
export const corsPackage: Readonly<Record<string, string>> = {
  'npm:cors': `
module.exports = (options = {}) => (req, res, next) => {
  const origin = options.origin ?? '*';
  const asked = req.headers.origin;
  const allowed = typeof origin === 'function' ? undefined : [origin].flat();
  const finish = (value) => {
    if (value === '*' || value === true && !asked) res.setHeader('Access-Control-Allow-Origin', value === true ? '*' : '*');
    else if (value) { if (value !== true || asked) res.setHeader('Access-Control-Allow-Origin', value === true ? asked : value); res.setHeader('Vary', 'Origin'); }
    if (options.credentials) res.setHeader('Access-Control-Allow-Credentials', 'true');
    if (options.exposedHeaders) res.setHeader('Access-Control-Expose-Headers', [options.exposedHeaders].flat().join(','));
    if (req.method !== 'OPTIONS' || options.preflightContinue) { next(); return; }
    res.setHeader('Access-Control-Allow-Methods', [options.methods ?? 'GET,HEAD,PUT,PATCH,POST,DELETE'].flat().join(','));
    const headers = options.allowedHeaders ? [options.allowedHeaders].flat().join(',') : req.headers['access-control-request-headers'];
    if (headers) res.setHeader('Access-Control-Allow-Headers', headers);
    if (options.maxAge !== undefined) res.setHeader('Access-Control-Max-Age', String(options.maxAge));
    res.statusCode = options.optionsSuccessStatus ?? 204;
    res.setHeader('Content-Length', '0');
    res.end();
  };
  if (typeof origin === 'function') { origin(asked, (error, value) => error ? next(error) : finish(value)); return; }
  if (origin === '*' || origin === true) finish(origin);
  else if (typeof origin === 'string') finish(origin);
  else finish(allowed.some((each) => each instanceof RegExp ? each.test(asked ?? '') : each === asked) ? asked : false);
};`,
};
