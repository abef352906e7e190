/** node:zlib, but for Brotli. A stream packs what it was given when it ends. */
export const zlibSource = `
const { Transform } = require('stream');
const constants = { Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_DEFAULT_STRATEGY: 0, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1 };
const checked = (data) => {
  if (typeof data === 'string' || ArrayBuffer.isView(data) || data instanceof ArrayBuffer) return data;
  throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "buffer" argument must be of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer. Received ' + $received(data));
};
const pack = (form) => (data, options = {}) => $zlib.pack(data, form, options.level === -1 ? undefined : options.level);
const unpack = (form) => (data) => $zlib.unpack(data, form);
const either = (data) => { const bytes = Buffer.from(data); return $zlib.unpack(bytes, bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : 'zlib'); };
const kinds = { Gzip: pack('gzip'), Gunzip: unpack('gzip'), Deflate: pack('zlib'), Inflate: unpack('zlib'), DeflateRaw: pack('raw'), InflateRaw: unpack('raw'), Unzip: either };
for (const [name, run] of Object.entries(kinds)) {
  const method = name[0].toLowerCase() + name.slice(1);
  exports[method + 'Sync'] = (data, options) => run(checked(data), options);
  exports[method] = (data, options, done) => {
    if (typeof options === 'function') [options, done] = [undefined, options];
    const given = checked(data);
    setImmediate(() => { let made; try { made = run(given, options); } catch (error) { done(error); return; } done(null, made); });
  };
  const Kind = { [name]: class extends Transform {
    constructor(options) {
      const parts = [];
      super({
        transform(data, encoding, done) { parts.push(Buffer.from(data)); done(); },
        flush(done) { let made; try { made = run(Buffer.concat(parts), options); } catch (error) { this.destroy(error); return; } done(null, made); },
      });
      this.bytesWritten = 0;
    }
    flush(kind, done) { if (typeof kind === 'function') kind(); else if (done) done(); }
    close(done) { if (done) setImmediate(done); }
  } }[name];
  exports[name] = Kind;
  exports['create' + name] = (options) => new Kind(options);
}
const refuse = () => { throw new Error('Brotli is not part of the simulation: use gzip or deflate'); };
for (const name of ['brotliCompressSync', 'brotliDecompressSync', 'brotliCompress', 'brotliDecompress', 'createBrotliCompress', 'createBrotliDecompress']) exports[name] = refuse;
exports.crc32 = (data, start = 0) => $zlib.crc32(data, start);
exports.constants = constants;
Object.assign(exports, constants);
`;
