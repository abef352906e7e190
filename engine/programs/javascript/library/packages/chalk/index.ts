/** chalk: colours where there is a terminal. */
export const chalkPackage: Readonly<Record<string, string>> = {
  'npm:chalk': `
const codes = { reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], overline: [53, 55], inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29] };
['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'].forEach((name, at) => {
  const title = name[0].toUpperCase() + name.slice(1);
  codes[name] = [30 + at, 39]; codes['bg' + title] = [40 + at, 49]; codes[name + 'Bright'] = [90 + at, 39]; codes['bg' + title + 'Bright'] = [100 + at, 49];
});
codes.gray = codes.grey = codes.blackBright; codes.bgGray = codes.bgGrey = codes.bgBlackBright;
const levelOf = () => 'FORCE_COLOR' in process.env ? Number(process.env.FORCE_COLOR === '' || process.env.FORCE_COLOR === 'true' ? 1 : process.env.FORCE_COLOR) || 0 : process.stdout.isTTY && process.env.TERM !== 'dumb' ? 1 : 0;
const hex = (text) => { const full = text.replace('#', '').replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3'); return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16)); };
const make = (styles, options) => {
  const run = (...parts) => {
    const text = parts.map(String).join(' ');
    if (options.level === 0 || text === '') return styles.some(([open]) => open === 'visible') ? '' : text;
    return styles.reduceRight((made, [open, close]) => { const end = '\\u001b[' + close + 'm'; return '\\u001b[' + open + 'm' + made.replaceAll(end, end + '\\u001b[' + open + 'm').replaceAll('\\n', end + '\\n\\u001b[' + open + 'm') + end; }, text);
  };
  for (const name of Object.keys(codes)) Object.defineProperty(run, name, { get: () => make([...styles, codes[name]], options), configurable: true });
  const colour = (open, close) => (...given) => make([...styles, [open + ';2;' + given.join(';'), close]], options);
  Object.assign(run, { rgb: colour(38, 39), bgRgb: colour(48, 49), hex: (text) => run.rgb(...hex(text)), bgHex: (text) => run.bgRgb(...hex(text)), ansi256: (code) => make([...styles, ['38;5;' + code, 39]], options) });
  Object.defineProperty(run, 'visible', { get: () => run, configurable: true });
  Object.defineProperty(run, 'level', { get: () => options.level, set: (level) => { options.level = level; }, configurable: true });
  return run;
};
class Chalk { constructor(options = {}) { return make([], { level: options.level ?? levelOf() }); } }
const chalk = make([], { level: levelOf() });
module.exports = Object.assign(chalk, { Chalk, Instance: Chalk, default: chalk, supportsColor: levelOf() > 0 ? { level: 1, hasBasic: true, has256: false, has16m: false } : false });
`,
};
