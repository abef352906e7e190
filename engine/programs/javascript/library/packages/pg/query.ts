/** A query under way, and what comes of it. */
export const pgQuery = String.raw`
class TypeOverrides {
  constructor(overrides) { this._types = overrides || types; this.text = {}; this.binary = {}; }
  setTypeParser(oid, format, parse) { if (typeof format === 'function') [parse, format] = [format, 'text']; this[format][oid] = parse; }
  getTypeParser(oid, format) { return this[format === 'binary' ? 'binary' : 'text'][oid] || this._types.getTypeParser(oid, format); }
}
class Result {
  constructor(rowMode, overrides) {
    this.command = null;
    this.rowCount = null;
    this.oid = null;
    this.rows = [];
    this.fields = [];
    this._parsers = undefined;
    this._types = overrides;
    this.RowCtor = null;
    this.rowAsArray = rowMode === 'array';
    this._prebuiltEmptyResultObject = null;
  }
  addFields(fields) {
    this.fields = fields;
    this._parsers = fields.map((field) => this._types.getTypeParser(field.dataTypeID, field.format));
    this._prebuiltEmptyResultObject = Object.fromEntries(fields.map(({ name }) => [name, null]));
  }
  parseRow(values) {
    if (this.rowAsArray) return values.map((value, at) => value === null ? null : this._parsers[at](value));
    const row = { ...this._prebuiltEmptyResultObject };
    for (let at = 0; at < values.length; at++) row[this.fields[at].name] = values[at] === null ? null : this._parsers[at](values[at]);
    return row;
  }
  addCommandComplete(tag) {
    const found = /^([A-Za-z]+)(?: (\d+))?(?: (\d+))?/.exec(tag);
    if (!found) return;
    this.command = found[1];
    if (found[3]) { this.oid = parseInt(found[2], 10); this.rowCount = parseInt(found[3], 10); }
    else if (found[2]) this.rowCount = parseInt(found[2], 10);
  }
}
class Query extends EventEmitter {
  constructor(config, values, callback) {
    super();
    if (typeof values === 'function') { callback = values; values = undefined; }
    const given = typeof config === 'string' ? { text: config } : config;
    this.text = given.text;
    this.values = values ?? given.values;
    this.name = given.name;
    this.rowMode = given.rowMode;
    this.types = given.types;
    this.callback = callback ?? given.callback;
    this._result = undefined;
    this._results = [];
    this._failed = undefined;
  }
  _begin(connection, overrides) {
    this._overrides = this.types ? new TypeOverrides(this.types) : overrides;
    this._result = new Result(this.rowMode, this._overrides);
    if (typeof this.text !== 'string') return new Error('A query must have either text or a name. Supplying neither is unsupported.');
    if (this.values && !Array.isArray(this.values)) return new Error('Query values must be an array');
    if (this.name && connection.parsed[this.name] && connection.parsed[this.name] !== this.text) return new Error("Prepared statements must be unique - '" + this.name + "' was used for a different statement");
    if (!this.name && !(this.values && this.values.length > 0)) { connection.socket.write($frame('Q', $text(this.text))); return undefined; }
    let values;
    try { values = (this.values ?? []).map((value) => $prepare(value)); } catch (error) { return error; }
    const name = this.name ?? '';
    const parse = name !== '' && connection.parsed[name] ? [] : [$frame('P', $text(name), $text(this.text), $int16(0))];
    if (name !== '') connection.parsed[name] = this.text;
    connection.socket.write(Buffer.concat([...parse, $bind(name, values), $frame('D', $text('P')), $frame('E', $text(''), $int32(0)), $frame('S')]));
    return undefined;
  }
  _take(kind, body, connection) {
    if (kind === 'T') { this._next(); this._result.addFields($columns(body)); }
    else if (kind === 'D') {
      if (this._failed) return;
      try {
        const row = this._result.parseRow($values(body));
        this.emit('row', row, this._result);
        if (this.callback || !this.listenerCount('row')) this._result.rows.push(row);
      } catch (error) { this._failed = error; }
    } else if (kind === 'C') { this._next(); this._result.addCommandComplete(body.toString('utf8', 0, body.length - 1)); this._results.push(this._result); }
    else if (kind === 'I') { this._next(); this._results.push(this._result); }
    else if (kind === 'E') { this._failed ??= $problem(body, true); if (this.name) delete connection.parsed[this.name]; }
    else if (kind === 'G') connection.socket.write($frame('f', $text('No source stream defined')));
  }
  /** A further statement of the same text has a result of its own. */
  _next() { if (this._results.includes(this._result)) this._result = new Result(this.rowMode, this._overrides); }
  _finish() {
    if (this._failed) { this._fail(this._failed); return; }
    const made = this._results.length > 1 ? this._results : this._results[0] ?? this._result;
    if (this.callback) this.callback(null, made);
    this.emit('end', made);
  }
  _fail(error) {
    if (this.callback) this.callback(error);
    else this.emit('error', error);
  }
}
`;
