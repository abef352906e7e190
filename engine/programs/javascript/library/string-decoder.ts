/** node:string_decoder: characters whose bytes come in two pieces wait for the rest. */
export const stringDecoderSource = `
class StringDecoder {
  constructor(encoding = 'utf8') { this.encoding = encoding.toLowerCase() === 'utf-8' ? 'utf8' : encoding; this._rest = Buffer.alloc(0); }
  write(data) {
    if (typeof data === 'string') return data;
    const bytes = this._rest.length > 0 ? Buffer.concat([this._rest, data]) : Buffer.from(data);
    let whole = bytes.length;
    if (this.encoding === 'utf8') {
      let back = 1;
      while (back <= 4 && back <= bytes.length && (bytes[bytes.length - back] & 0xc0) === 0x80) back++;
      const first = bytes[bytes.length - back];
      const needs = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
      if (back <= 4 && needs > back) whole = bytes.length - back;
    } else if (this.encoding === 'base64') whole -= whole % 3;
    else if (/^(?:utf-?16le|ucs-?2)$/.test(this.encoding)) whole -= whole % 2;
    this._rest = Buffer.from(bytes.subarray(whole));
    return bytes.subarray(0, whole).toString(this.encoding);
  }
  end(data) {
    const text = data === undefined ? '' : this.write(data);
    const rest = this._rest.length > 0 ? this._rest.toString(this.encoding) : '';
    this._rest = Buffer.alloc(0);
    return text + rest;
  }
}
module.exports = { StringDecoder };
`;
