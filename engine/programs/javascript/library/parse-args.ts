/** util.parseArgs */
export const parseArgsSource = `
const wrong = (code, message) => $coded('TypeError', 'ERR_PARSE_ARGS_' + code, message);
// A group of short options becomes one each; what follows one that takes a value is its value.
const tokensOf = (args, options) => {
  const tokens = [];
  const named = (short) => Object.keys(options).find((name) => options[name].short === short) ?? short;
  const takes = (name) => options[name] && options[name].type === 'string';
  const rest = args.map((text, index) => ({ text, index }));
  while (rest.length > 0) {
    const { text, index } = rest.shift();
    const follows = (name) => takes(name) && rest.length > 0 ? rest.shift().text : undefined;
    const option = (name, rawName, value, inlineValue) => tokens.push({ kind: 'option', name, rawName, index, value, inlineValue: value === undefined ? undefined : inlineValue });
    if (text === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const each of rest.splice(0)) tokens.push({ kind: 'positional', index: each.index, value: each.text });
    } else if (/^--[^=]+=/.test(text)) {
      const at = text.indexOf('=');
      option(text.slice(2, at), text.slice(0, at), text.slice(at + 1), true);
    } else if (text.startsWith('--')) {
      const name = text.slice(2);
      option(name, text, follows(name), false);
    } else if (text.length > 1 && text.startsWith('-')) {
      const name = named(text[1]);
      if (text.length > 2 && takes(name)) option(name, '-' + text[1], text.slice(2), true);
      else if (text.length > 2) {
        const parts = [...text.slice(1)];
        const last = parts.findIndex((each, at) => takes(named(each)) && at < parts.length - 1);
        const single = last < 0 ? parts.map((each) => '-' + each) : [...parts.slice(0, last).map((each) => '-' + each), '-' + parts.slice(last).join('')];
        rest.unshift(...single.map((each) => ({ text: each, index })));
      } else option(name, text, follows(name), false);
    } else tokens.push({ kind: 'positional', index, value: text });
  }
  return tokens;
};
const check = ({ name, rawName, value, inlineValue }, { options, allowPositionals }) => {
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!known) throw wrong('UNKNOWN_OPTION', "Unknown option '" + rawName + "'" + (allowPositionals ? ". To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- " + JSON.stringify(rawName) : ''));
  const shown = (known.short ? '-' + known.short + ', ' : '') + '--' + name;
  if (known.type === 'string' && typeof value !== 'string') throw wrong('INVALID_OPTION_VALUE', "Option '" + shown + " <value>' argument missing");
  if (known.type === 'boolean' && value !== undefined) throw wrong('INVALID_OPTION_VALUE', "Option '" + shown + "' does not take an argument");
  if (!inlineValue && known.type === 'string' && value.length > 1 && value.startsWith('-')) {
    const example = rawName.startsWith('--') ? "'" + rawName + "=-XYZ'" : "'--" + name + "=-XYZ' or '" + rawName + "-XYZ'";
    throw wrong('INVALID_OPTION_VALUE', "Option '" + rawName + "' argument is ambiguous.\\nDid you forget to specify the option argument for '" + rawName + "'?\\nTo specify an option argument starting with a dash use " + example + '.');
  }
};
module.exports = ({ args = process.argv.slice(2), strict = true, options = {}, allowPositionals = !strict, allowNegative = false, tokens: shows = false } = {}) => {
  for (const [name, { type }] of Object.entries(options))
    if (type !== 'string' && type !== 'boolean') throw $coded('TypeError', 'ERR_INVALID_ARG_TYPE', 'The "options.' + name + '.type" property must be of type union. Received ' + $received(type));
  const tokens = tokensOf(args.map(String), options);
  const values = Object.create(null);
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!allowPositionals) throw wrong('UNEXPECTED_POSITIONAL', "Unexpected argument '" + token.value + "'. This command does not take positional arguments");
      positionals.push(token.value);
    }
    if (token.kind !== 'option') continue;
    let { name } = token;
    let value = token.value ?? true;
    if (allowNegative && name.startsWith('no-') && !Object.hasOwn(options, name)) { name = name.slice(3); value = false; }
    if (strict) check({ ...token, name }, { options, allowPositionals });
    if (options[name] && options[name].multiple) (values[name] ??= []).push(value); else values[name] = value;
  }
  for (const [name, known] of Object.entries(options)) if (known.default !== undefined && values[name] === undefined) values[name] = known.default;
  return shows ? { values, positionals, tokens } : { values, positionals };
};
`;
