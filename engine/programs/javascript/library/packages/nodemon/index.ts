/** The package nodemon, as far as it is documented. */
export const nodemonPackage: Readonly<Record<string, string>> = {
  'npm:nodemon/bin/nodemon.js': `
const path = require('path');
const fs = require('fs');
const words = process.argv.slice(2);
const named = words.find((word) => !word.startsWith('-') && /\\.[cm]?js$|^[^-]/.test(word) && fs.existsSync(path.extname(word) ? word : word + '.js'));
const described = fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf8')) : {};
const script = named ?? described.main ?? 'index.js';
const say = (color, text) => console.log(process.stdout.isTTY ? '\\u001b[' + color + 'm[nodemon] ' + text + '\\u001b[39m' : '[nodemon] ' + text);
say(33, $packages.version('nodemon') ?? '3.1.10');
say(33, 'to restart at any time, enter \`rs\`');
say(33, 'watching path(s): *.*');
say(33, 'watching extensions: js,mjs,cjs,json');
say(32, 'starting \`node ' + script + '\`');
const child = require('child_process').spawn(process.execPath, [script, ...words.slice(words.indexOf(named) + 1)], { stdio: 'inherit' });
child.on('exit', (code, signal) => {
  if (stopping) process.exit(signal ? 128 : code ?? 0);
  if (code === 0) say(32, 'clean exit - waiting for changes before restart');
  else say(31, 'app crashed - waiting for file changes before starting...');
});
let stopping = false;
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => { stopping = true; if (!child.kill(name)) process.exit(0); });
// It stays: files aren't watched, so it waits for a signal.
setInterval(() => {}, 2147483647);`,
};
