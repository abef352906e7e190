/** express.static. */
export const expressStatic = `const serveStatic = (root, options = {}) => {
  if (!root) throw new TypeError('root path required');
  const base = path.resolve(root);
  return function serveStatic(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') { if (options.fallthrough === false) { res.statusCode = 405; res.setHeader('Allow', 'GET, HEAD'); res.setHeader('Content-Length', '0'); res.end(); } else next(); return; }
    let name;
    try { name = decodeURIComponent(pathOf(req.url)); } catch { next(httpError(400, 'Bad Request')); return; }
    if (name.includes('\\0') || name.split('/').includes('..')) { next(httpError(403, 'Forbidden')); return; }
    if (name.split('/').some((part) => part.startsWith('.') && part.length > 1) && options.dotfiles !== 'allow') { next(); return; }
    let full = path.join(base, name);
    let stat = fs.existsSync(full) ? fs.statSync(full) : undefined;
    if (!stat && options.extensions) for (const each of options.extensions) if (fs.existsSync(full + '.' + each)) { full += '.' + each; stat = fs.statSync(full); break; }
    if (stat && stat.isDirectory()) {
      if (!pathOf(req.originalUrl).endsWith('/')) {
        if (options.redirect === false) { next(); return; }
        const to = pathOf(req.originalUrl) + '/';
        const body = '<!DOCTYPE html>\\n<html lang="en">\\n<head>\\n<meta charset="utf-8">\\n<title>Redirecting</title>\\n</head>\\n<body>\\n<pre>Redirecting to ' + escape(to) + '</pre>\\n</body>\\n</html>\\n';
        res.statusCode = 301;
        res.setHeader('Content-Type', 'text/html; charset=UTF-8');
        res.setHeader('Content-Length', Buffer.byteLength(body));
        res.setHeader('Content-Security-Policy', "default-src 'none'");
        res.setHeader('X-Content-Type-Options', 'nosniff');
        res.setHeader('Location', to);
        res.end(body);
        return;
      }
      if (options.index === false) { next(); return; }
      full = path.join(full, options.index ?? 'index.html');
      stat = fs.existsSync(full) ? fs.statSync(full) : undefined;
    } else if (stat && name.endsWith('/')) stat = undefined;
    if (!stat) { if (options.fallthrough === false) next(httpError(404, 'Not Found')); else next(); return; }
    if (options.setHeaders) options.setHeaders(res, full, stat);
    deliver(req, res, full, next, { maxAge: typeof options.maxAge === 'number' ? options.maxAge : 0 });
  };
};
`;
