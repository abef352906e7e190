/** The package nodemon, as far as it is documented. */
export const nodemonPackage: Readonly<Record<string, string>> = {
  'npm:nodemon/bin/nodemon.js': `
const path = require('path');
const fs = require('fs');
const { spawn } = require('child_process');
const read = (file) => fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const described = read('package.json');
const list = (value) => value === undefined ? [] : [value].flat();
const settings = { ...described.nodemonConfig, ...read('nodemon.json') };
const watched = list(settings.watch);
const ignored = list(settings.ignore);
let { ext, exec, delay } = settings;
let quiet = settings.quiet === true;
const nodeArgs = [];
const words = process.argv.slice(2);
const VALUES = { '--watch': (value) => watched.push(value), '-w': (value) => watched.push(value), '--ignore': (value) => ignored.push(value), '-i': (value) => ignored.push(value), '--ext': (value) => { ext = value; }, '-e': (value) => { ext = value; }, '--exec': (value) => { exec = value; }, '-x': (value) => { exec = value; }, '--delay': (value) => { delay = value; }, '-d': (value) => { delay = value; }, '--signal': () => {}, '--config': (value) => Object.assign(settings, read(value)) };
while (words.length > 0 && words[0].startsWith('-')) {
  const [name, attached] = words.shift().split('=');
  if (name === '--') break;
  if (name === '-v' || name === '--version') { console.log($packages.version('nodemon') ?? '3.1.10'); process.exit(0); }
  if (VALUES[name]) VALUES[name](attached ?? words.shift());
  else if (name === '-q' || name === '--quiet') quiet = true;
  else if (!['-L', '--legacy-watch', '-V', '--verbose', '-I', '--no-stdin', '-C', '--on-change-only'].includes(name)) nodeArgs.push(attached === undefined ? name : name + '=' + attached);
}
const command = exec ? [exec, ...words].join(' ') : ['node', ...nodeArgs, ...(words.length > 0 ? words : [described.scripts?.start?.startsWith('node ') && !described.main ? described.scripts.start.slice(5) : described.main ?? 'index.js'])].join(' ');
const extensions = ext ? String(ext).split(/[ ,]+/).map((each) => each.replace(/^\\.|^\\*\\.?/, '')).filter(Boolean) : /^(?:ts-node|tsx)\\b/.test(exec ?? '') ? ['ts', 'json'] : ['js', 'mjs', 'cjs', 'json'];
const colors = process.stdout.isTTY;
const say = (color, text) => { if (!quiet) console.log(colors ? '\\u001b[' + color + 'm[nodemon] ' + text + '\\u001b[39m' : '[nodemon] ' + text); };
const places = (watched.length > 0 ? watched : ['.']).map((each) => path.resolve(each.replace(/[*].*$/, '')));
const shownPlaces = watched.length === 0 ? '*.*' : watched.map((each) => fs.existsSync(each) && fs.statSync(each).isDirectory() ? each.replace(/\\/+$/, '') + '/**/*' : each).join(' ');
const ignores = ignored.map((each) => new RegExp('(?:^|/)' + each.replace(/^\\.\\//, '').replace(/\\/$/, '').replace(/[.+^$()|[\\]{}]/g, '\\\\$&').replace(/\\*\\*/g, '\\u0000').replace(/\\*/g, '[^/]*').replace(/\\u0000/g, '.*') + '(?:/|$)'));
say(33, $packages.version('nodemon') ?? '3.1.10');
say(33, 'to restart at any time, enter \`rs\`');
say(33, 'watching path(s): ' + shownPlaces);
say(33, 'watching extensions: ' + (extensions.includes('*') ? '(all)' : extensions.join(',')));
let child;
let stopping = false;
const start = () => {
  say(32, 'starting \`' + command + '\`');
  const started = child = spawn('sh', ['-c', 'exec ' + command], { stdio: ['ignore', 'inherit', 'inherit'] });
  started.on('exit', (code, signal) => {
    started.over = true;
    if (stopping) process.exit(signal ? 128 : code ?? 0);
    if (started.replaced) start();
    else if (code === 0) say(32, 'clean exit - waiting for changes before restart');
    else say(31, 'app crashed - waiting for file changes before starting...');
  });
};
const restart = () => {
  if (child.over) start();
  else if (!child.replaced) { child.replaced = true; child.kill('SIGUSR2'); }
};
start();
let waiting;
const after = delay === undefined ? 1000 : /ms$/.test(delay) ? parseFloat(delay) : parseFloat(delay) * 1000;
$builtin('watching').poll(places, { ms: 500, skip: (name) => ['.git', 'node_modules', '.nyc_output', 'coverage', '.sass-cache'].includes(name) }, (events) => {
  const counts = ([, place]) => (extensions.includes('*') || extensions.includes(path.extname(place).slice(1))) && !ignores.some((each) => each.test(path.relative(process.cwd(), place)));
  if (!events.some(counts)) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => { say(32, 'restarting due to changes...'); restart(); }, after);
});
process.stdin.on('data', (data) => { if (String(data).trim() === 'rs') restart(); });
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => { stopping = true; if (child.over || !child.kill(name)) process.exit(0); });
// It stays, whatever becomes of its input.
setInterval(() => {}, 2147483647);`,
};
