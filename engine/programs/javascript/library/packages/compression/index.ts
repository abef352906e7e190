/** The package compression, as far as it is documented: gzip and deflate. */
export const compressionPackage: Readonly<Record<string, string>> = {
  'npm:compression': `
const zlib = require('zlib');
const COMPRESSIBLE = /^text\\/|\\+(?:json|text|xml)$|^application\\/(?:javascript|json|xml|x-javascript|wasm|ld\\+json|manifest\\+json|rtf|x-sh)|^image\\/(?:svg\\+xml|bmp|x-icon)|^font\\/(?:ttf|otf)/;
const filter = (req, res) => { const type = res.getHeader('Content-Type'); return type !== undefined && COMPRESSIBLE.test(String(type).split(';')[0].trim()); };
const bytes = (value) => typeof value === 'number' ? value : Math.floor(parseFloat(value) * ({ kb: 1024, mb: 1048576 }[String(value).toLowerCase().replace(/^[\\d.]+/, '')] ?? 1));
const accepted = (header) => {
  const table = Object.fromEntries(String(header ?? '').toLowerCase().split(',').map((each) => { const [name, ...rest] = each.trim().split(';'); const q = /q=([\\d.]+)/.exec(rest.join(';')); return [name.trim(), q ? Number(q[1]) : 1]; }));
  const weight = (name) => table[name] ?? table['*'] ?? 0;
  return ['gzip', 'deflate'].filter((name) => weight(name) > 0).sort((a, b) => weight(b) - weight(a))[0];
};
const compression = (options = {}) => {
  const threshold = options.threshold === undefined ? 1024 : bytes(options.threshold);
  const wanted = options.filter ?? filter;
  return (req, res, next) => {
    const { write, end } = res;
    let way;
    let parts;
    const vary = () => { const known = res.getHeader('Vary'); if (!known || !String(known).toLowerCase().split(/, */).includes('accept-encoding')) res.setHeader('Vary', known ? known + ', Accept-Encoding' : 'Accept-Encoding'); };
    const decide = (length) => {
      if (way !== undefined) return;
      way = null;
      if (res.headersSent || !wanted(req, res)) return;
      if (/(?:^|,)\\s*no-transform\\s*(?:,|$)/.test(String(res.getHeader('Cache-Control') ?? ''))) return;
      vary();
      const size = Number(res.getHeader('Content-Length') ?? length);
      if (size < threshold) return;
      if ((res.getHeader('Content-Encoding') ?? 'identity') !== 'identity' || req.method === 'HEAD') return;
      way = accepted(req.headers['accept-encoding']) ?? null;
      if (way === null) return;
      parts = [];
      res.setHeader('Content-Encoding', way);
      res.removeHeader('Content-Length');
    };
    res.flush = () => {};
    res.write = function (data, encoding, done) {
      decide(Infinity);
      if (!way) return write.call(this, data, encoding, done);
      parts.push(Buffer.from(data, typeof encoding === 'string' ? encoding : undefined));
      return true;
    };
    res.end = function (data, encoding, done) {
      const given = typeof data === 'function' || data === undefined || data === null ? undefined : Buffer.from(data, typeof encoding === 'string' ? encoding : undefined);
      decide(given ? given.length : 0);
      if (!way) return end.call(this, data, encoding, done);
      if (given) parts.push(given);
      const packed = (way === 'gzip' ? zlib.gzipSync : zlib.deflateSync)(Buffer.concat(parts), options);
      write.call(this, packed);
      return end.call(this);
    };
    next();
  };
};
compression.filter = filter;
module.exports = compression;`,
};
