/** The command line, and the prompt. */
export const mongoShell = `
const SHELL_VERSION = '2.3.1';
const shown = (value, colors = false) => typeof value === 'string' ? value : $inspectValue(value, { colors, depth: 6 });
const say = (text) => { $process.write(1, text); };
const lengthened = (bytes) => bytes < 1048576 ? (bytes / 1024).toFixed(2) + ' KiB' : (bytes / 1048576).toFixed(2) + ' MiB';
let connection;
let shellUri = '';
let page = null;
const settingsOf = (given) => {
  const settings = { host: '127.0.0.1', port: 27017, database: 'test', user: '', password: '', source: '', mechanism: undefined };
  const uri = given.uri;
  if (/^mongodb(?:\\+srv)?:\\/\\//.test(uri ?? '')) {
    if (uri.startsWith('mongodb+srv')) throw named('MongoParseError', 'mongodb+srv is not part of the simulation');
    const [, login = '', hosts = '', name = '', query = ''] = /^mongodb:\\/\\/(?:([^@\\/]*)@)?([^\\/?]*)(?:\\/([^?]*))?(?:\\?(.*))?$/.exec(uri) ?? [];
    const [host, port] = hosts.split(',')[0].split(':');
    settings.host = host || settings.host;
    settings.port = Number(port ?? 27017);
    if (name) settings.database = decodeURIComponent(name);
    const [user, ...password] = login.split(':');
    settings.user = decodeURIComponent(user);
    settings.password = decodeURIComponent(password.join(':'));
    for (const each of query.split('&')) {
      const [key, value = ''] = each.split('=');
      if (key.toLowerCase() === 'authsource') settings.source = decodeURIComponent(value);
      if (key.toLowerCase() === 'authmechanism') settings.mechanism = value;
      if (/^(?:tls|ssl)$/i.test(key) && value === 'true') throw named('MongoNetworkError', 'TLS is not part of the simulation');
    }
    if (!settings.source) settings.source = name ? settings.database : 'admin';
  } else if (uri !== undefined) {
    const [place, name] = uri.includes('/') ? uri.split('/') : uri.includes(':') ? [uri, ''] : ['', uri];
    if (place) { const [host, port] = place.split(':'); settings.host = host; settings.port = Number(port ?? 27017); }
    if (name) settings.database = name;
  }
  if (given.host) { const [host, port] = given.host.split(':'); settings.host = host; if (port) settings.port = Number(port); }
  if (given.port) settings.port = Number(given.port);
  if (given.username) settings.user = given.username;
  if (given.password !== undefined) settings.password = given.password;
  settings.source = given.source ?? (settings.source || (given.uri && settings.database !== 'test' ? settings.database : 'admin'));
  if (given.mechanism) settings.mechanism = given.mechanism;
  return settings;
};
const VALUED = { '--host': 'host', '--port': 'port', '-u': 'username', '--username': 'username', '-p': 'password', '--password': 'password', '--authenticationDatabase': 'source', '--authenticationMechanism': 'mechanism', '--eval': 'eval', '-f': 'file', '--file': 'file' };
const optionsOf = (words) => {
  const given = { evals: [], files: [], quiet: false, stays: false, json: false };
  for (let at = 0; at < words.length; at++) {
    const [word, ...attached] = words[at].startsWith('--') ? words[at].split(/=(.*)/s) : [words[at]];
    const name = VALUED[word];
    if (name !== undefined) {
      const value = attached.length > 0 ? attached[0] : words[at + 1] === undefined || (name === 'password' && words[at + 1].startsWith('mongodb:')) ? '' : words[++at];
      if (name === 'eval') given.evals.push(value); else if (name === 'file') given.files.push(value); else given[name] = value;
    } else if (word === '--quiet') given.quiet = true;
    else if (word === '--shell') given.stays = true;
    else if (word === '--json') given.json = true;
    else if (/^--(?:norc|nodb|verbose|no-quiet|skipStartupWarnings|retryWrites|apiVersion)$/.test(word)) continue;
    else if (/^--?(?:tls|ssl)/.test(word)) throw named('MongoNetworkError', 'TLS is not part of the simulation');
    else if (word.startsWith('-')) throw named('MongoshInvalidInputError', '[COMMON-10001] Unrecognized option: ' + word);
    else if (/\\.(?:js|mongodb)$/.test(word)) given.files.push(word);
    else given.uri = word;
  }
  return given;
};
const HELP = '\\n  Shell Help:\\n\\n    use                                        Set current database\\n    show                                       \\'show databases\\'/\\'show dbs\\': Print a list of all available databases\\n                                               \\'show collections\\'/\\'show tables\\': Print a list of all collections for current database\\n                                               \\'show users\\': Print a list of all users for current database\\n    it                                         Return a result of the last cursor\\n    exit                                       Quit the MongoDB shell with exit/exit()/.exit\\n    quit                                       Quit the MongoDB shell with quit/quit()\\n\\n  For more information on usage: https://docs.mongodb.com/manual/reference/method';
const directives = {
  use(name) { globalThis.db = databaseNamed(name); return 'switched to db ' + name; },
  show(what) {
    if (what === 'dbs' || what === 'databases') {
      const { databases } = connection.run('admin', { listDatabases: 1 });
      const width = Math.max(...databases.map((each) => each.name.length));
      return databases.map((each) => each.name.padEnd(width) + '  ' + lengthened(Number(each.sizeOnDisk))).join('\\n');
    }
    if (what === 'collections' || what === 'tables') return globalThis.db.getCollectionNames().filter((name) => !name.startsWith('system.')).join('\\n');
    if (what === 'users') return globalThis.db.getUsers().users;
    if (what === 'logs') return ['global', 'startupWarnings'];
    throw named('MongoshInvalidInputError', "[COMMON-10001] '" + what + "' is not a valid argument for \\"show\\".");
  },
  it() { return page === null ? 'no cursor' : pageOf(page); },
  help() { return HELP; },
  cls() { return '\\x1b[H\\x1b[2J'; },
  exit() { process.exit(0); },
  quit() { process.exit(0); },
};
const pageOf = (cursor) => {
  const found = cursor._page();
  const more = cursor.hasNext();
  page = more ? cursor : null;
  return { page: found, more };
};
const evaluate = (text, name) => {
  const [, word, rest = ''] = /^\\s*([a-z]+)(?:\\s+([^\\s;(]+))?\\s*;?\\s*$/.exec(text) ?? [];
  if (word !== undefined && Object.hasOwn(directives, word) && (rest !== '' || !['use', 'show'].includes(word))) return directives[word](rest);
  // What is declared stays for the lines that come.
  const source = text.replace(/\\bawait\\s+(?=[\\w$(])/g, '').replace(/(^|;[ \\t]*)(?:const|let|var)\\s+([\\w$]+)\\s*=(?![=>])/gm, '$1globalThis.$2 =').replace(/^function\\s+([\\w$]+)\\s*\\(/gm, 'globalThis.$1 = function $1(');
  const ending = text.trim().replace(/;$/, '').split(/[;\\n]/).pop().trim();
  const wrapped = /^\\s*\\{/.test(source) && !/;\\s*$/.test(source) ? '(' + source.trim() + ')' : source;
  let run;
  try { run = $script(wrapped, name); } catch (error) { if (wrapped === source) throw error; run = $script(source, name); }
  const value = run.call(globalThis);
  if (/^(?:const|let|var)\\b/.test(ending)) return undefined;
  return value instanceof Cursor ? pageOf(value) : value;
};
const print = (value, colors) => {
  if (value === undefined) return;
  if (value !== null && typeof value === 'object' && Array.isArray(value.page) && 'more' in value) {
    if (value.page.length > 0) say(shown(value.page, colors) + '\\n');
    if (value.more) say('Type "it" for more\\n');
    return;
  }
  say(shown(value, colors) + '\\n');
};
const described = (error) => {
  if (!(error instanceof Error)) return 'Error: ' + shown(error);
  return error.name + ': ' + error.message;
};
const fail = (error) => { $process.write(2, described(error) + '\\n'); process.exit(1); };
const prompt = () => {
  let text = '';
  let pending = '';
  let lines = 0;
  const colors = $process.isTerminal(1);
  const ask = () => say(pending === '' ? globalThis.db.getName() + '> ' : '... ');
  process.stdin.on('data', (data) => {
    text += data;
    for (let at = text.indexOf('\\n'); at >= 0; at = text.indexOf('\\n')) {
      const source = pending + text.slice(0, at);
      text = text.slice(at + 1);
      pending = '';
      if (source.trim() === '.exit') process.exit(0);
      if (source.trim() !== '') {
        try { print(evaluate(source, 'REPL' + ++lines), colors); } catch (error) {
          if (/Unexpected end of input|Unterminated template/.test(error.message)) pending = source + '\\n';
          else say((error instanceof SyntaxError ? 'Uncaught:\\n' : '') + described(error) + '\\n');
        }
      }
      ask();
    }
  });
  process.stdin.on('end', () => { if ($process.isTerminal(0)) say('\\n'); process.exit(0); });
  ask();
};
const main = () => {
  let given;
  try {
    given = optionsOf(process.argv.slice(2));
    const settings = settingsOf(given);
    shellUri = 'mongodb://' + (settings.user ? '<credentials>@' : '') + settings.host + ':' + settings.port + '/' + (settings.database === 'test' && given.uri === undefined ? '' : settings.database) + '?directConnection=true' + (given.uri === undefined ? '&serverSelectionTimeoutMS=2000' : '') + (given.source ? '&authSource=' + given.source : '') + '&appName=mongosh+' + SHELL_VERSION;
    const interactive = given.evals.length + given.files.length === 0 || given.stays;
    if (interactive && !given.quiet) say('Current Mongosh Log ID:\\t' + ObjectId() + '\\nConnecting to:\\t\\t' + shellUri + '\\n');
    connection = new Connection(settings);
    connection.open();
    globalThis.db = databaseNamed(settings.database);
    if (interactive && !given.quiet) say('Using MongoDB:\\t\\t' + globalThis.db.version() + '\\nUsing Mongosh:\\t\\t' + SHELL_VERSION + '\\n\\nFor mongosh info see: https://www.mongodb.com/docs/mongodb-shell/\\n\\n');
    let last;
    for (const text of given.evals) last = evaluate(text, '[eval]');
    if (given.evals.length > 0) { if (given.json) say(JSON.stringify(last?.page ?? last, null, 2) + '\\n'); else print(last, $process.isTerminal(1)); }
    for (const file of given.files) globalThis.load(file);
    if (interactive) prompt(); else process.exit(0);
  } catch (error) { fail(error); }
};
module.exports = { main };
`;
