/** What a line means in which `!` stands for earlier ones (history(3)), or what is wrong with it. */
export type Expanded = { readonly text: string } | { readonly trouble: string };

const EVENT = /^!(!|-?\d+|\?[^?\n]*\??|[$^*](?![\w-])|(?:[^\s;:&|()<>"'!=?$^*\d-][^\s;:&|()<>"'=]*))/;
const QUICK = /^\^([^^]+)\^([^^]*)\^?/;

/** Puts in what `!!`, `!n`, `!-n`, `!text`, `!?text?`, `!$`, `!^`, `!*` and `^old^new` stand for. */
export function expandHistory(history: readonly string[], line: string, forgotten = 0): Expanded {
  const quick = QUICK.exec(line);
  if (quick !== null) {
    const [whole, from = '', to = ''] = quick;
    const last = history.at(-1) ?? '';
    if (!last.includes(from)) return { trouble: `:s${whole}: substitution failed` };
    return { text: last.replace(from, () => to) + line.slice(whole.length) };
  }
  let text = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\') {
      text += line.slice(at, ++at + 1);
    } else if (character === "'" && !quoted) {
      const end = line.indexOf("'", at + 1);
      const stop = end < 0 ? line.length : end + 1;
      text += line.slice(at, stop);
      at = stop - 1;
    } else if (character === '!') {
      const event = EVENT.exec(line.slice(at));
      if (event === null) {
        text += character;
        continue;
      }
      const value = eventOf(history, event[1] ?? '', forgotten);
      if (value === undefined) return { trouble: `${event[0]}: event not found` };
      text += value;
      at += event[0].length - 1;
      const [all, word = ''] = /^:?([$^*])|^:(\d+)/.exec(line.slice(at + 1)) ?? [];
      if (all !== undefined && /^(!|-?\d+|\?|\w)/.test(event[1] ?? '')) {
        text = text.slice(0, text.length - value.length) + wordsOf(value, word || all.slice(1));
        at += all.length;
      }
    } else {
      if (character === '"') quoted = !quoted;
      text += character;
    }
  }
  return { text };
}

function eventOf(history: readonly string[], event: string, forgotten: number): string | undefined {
  const last = history.at(-1);
  if (event === '!') return last;
  if (/^[$^*]$/.test(event)) return last === undefined ? undefined : wordsOf(last, event);
  if (/^-\d+$/.test(event)) return history.at(Number(event));
  if (/^\d+$/.test(event)) return history[Number(event) - 1 - forgotten];
  if (event.startsWith('?')) {
    const wanted = event.slice(1).replace(/\?$/, '');
    return history.findLast((each) => each.includes(wanted));
  }
  return history.findLast((each) => each.startsWith(event));
}

/** `$` the last word, `^` the first argument, `*` all arguments, or the word with a number. */
function wordsOf(line: string, which: string): string {
  const words = line.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  if (which === '$') return words.at(-1) ?? '';
  if (which === '^') return words[1] ?? '';
  return which === '*' ? words.slice(1).join(' ') : (words[Number(which)] ?? '');
}
