/** Bodies of requests. */
export const expressBodies = `const limitOf = (limit) => typeof limit === 'number' ? limit : ((found) => found ? Number(found[1]) * ({ kb: 1024, mb: 1048576, gb: 1073741824 }[found[2]] ?? 1) : 102400)(/^([\\d.]+) *(kb|mb|gb|b)?$/i.exec(limit ?? '100kb'));
const bodyParser = (types, parse, empty) => (options = {}) => function parser(req, res, next) {
  if (req._body || !('content-length' in req.headers || 'transfer-encoding' in req.headers)) { if (MAJOR < 5) req.body = req.body || {}; next(); return; }
  const type = options.type ?? types;
  const given = (req.headers['content-type'] ?? '').split(';')[0].trim();
  const fits = typeof type === 'function' ? type(req) : [type].flat().some((each) => each === '*/*' || each === given || (each.startsWith('+') && given.endsWith(each)));
  if (!fits) { if (MAJOR < 5) req.body = req.body || {}; next(); return; }
  const parts = [];
  req.on('data', (data) => parts.push(data));
  req.on('error', next);
  req.on('end', () => {
    const bytes = Buffer.concat(parts);
    if (bytes.length > limitOf(options.limit)) { next(httpError(413, 'request entity too large', { expected: bytes.length, length: bytes.length, limit: limitOf(options.limit), type: 'entity.too.large' })); return; }
    try {
      if (options.verify) options.verify(req, res, bytes);
      req.body = bytes.length === 0 && empty !== undefined ? empty() : parse(bytes, options);
      req._body = true;
    } catch (error) { next(Object.assign(error, { status: 400, statusCode: 400, expose: true, body: bytes.toString(), type: 'entity.parse.failed' })); return; }
    next();
  });
};
const json = bodyParser(['application/json'], (bytes, options) => {
  const text = bytes.toString();
  if (options.strict !== false && !/^\\s*[[{]/.test(text)) JSON.parse(text.trim() === '' ? text : '#' + text);
  return JSON.parse(text, options.reviver);
}, () => ({}));
const urlencoded = bodyParser(['application/x-www-form-urlencoded'], (bytes, options) => nested(querystring.parse(bytes.toString()), options.extended ?? MAJOR < 5), () => ({}));
const text = bodyParser(['text/plain'], (bytes) => bytes.toString());
const raw = bodyParser(['application/octet-stream'], (bytes) => bytes);

`;
