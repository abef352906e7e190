/** Files as answers: with their types, ranges, and what a client has already. */
export const expressFiles = `const decodeURISafe = (text) => { try { return decodeURI(text); } catch { return text; } };
const deliver = (req, res, full, fail, options = {}) => {
  let stat;
  try { stat = fs.statSync(full); } catch (error) { fail(Object.assign(error, { status: error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 404 : 500, statusCode: error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 404 : 500, expose: false })); return false; }
  if (stat.isDirectory()) { fail(httpError(404, 'EISDIR, read')); return false; }
  const bytes = fs.readFileSync(full);
  if (!res.get('Accept-Ranges')) res.setHeader('Accept-Ranges', 'bytes');
  if (!res.get('Cache-Control')) res.setHeader('Cache-Control', 'public, max-age=' + Math.floor((options.maxAge ?? 0) / 1000));
  if (!res.get('Last-Modified')) res.setHeader('Last-Modified', stat.mtime.toUTCString());
  if (!res.get('ETag')) res.setHeader('ETag', 'W/"' + stat.size.toString(16) + '-' + Math.floor(stat.mtimeMs).toString(16) + '"');
  if (!res.get('Content-Type')) res.setHeader('Content-Type', withCharset(mime(path.extname(full) || 'bin')));
  const since = req.headers['if-modified-since'];
  if (freshness(req, res) || (since && !req.headers['if-none-match'] && Date.parse(since) >= Math.floor(stat.mtimeMs / 1000) * 1000)) {
    res.statusCode = 304;
    for (const name of ['Content-Type', 'Content-Length']) res.removeHeader(name);
    res.end();
    return true;
  }
  const range = /^bytes=(\\d*)-(\\d*)$/.exec(req.headers.range ?? '');
  let body = bytes;
  if (range && (range[1] !== '' || range[2] !== '')) {
    const from = range[1] === '' ? Math.max(0, bytes.length - Number(range[2])) : Number(range[1]);
    const to = range[1] === '' || range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1);
    if (from > to || from >= bytes.length) { res.set('Content-Range', 'bytes */' + bytes.length); fail(httpError(416, 'Range Not Satisfiable')); return false; }
    res.statusCode = 206;
    res.setHeader('Content-Range', 'bytes ' + from + '-' + to + '/' + bytes.length);
    body = bytes.slice(from, to + 1);
  }
  res.setHeader('Content-Length', body.length);
  if (req.method === 'HEAD') res.end(); else res.end(body);
  return true;
};

`;
