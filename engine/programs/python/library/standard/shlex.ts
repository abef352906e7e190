export const shlexSource = String.raw`
_SAFE = set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-')

def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError('s argument must not be None')
    words, word, quote, n = [], None, '', 0
    while n < len(s):
        c = s[n]
        n += 1
        if quote == "'":
            if c == "'":
                quote = ''
            else:
                word += c
        elif quote == '"':
            if c == '"':
                quote = ''
            elif c == '\\' and n < len(s) and s[n] in '"\\':
                word += s[n]
                n += 1
            else:
                word += c
        elif c in '\'"':
            quote, word = c, word or ''
        elif c == '\\':
            if n >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[n]
            n += 1
        elif c.isspace():
            if word is not None:
                words.append(word)
                word = None
        elif c == '#' and comments and word is None:
            end = s.find('\n', n)
            n = len(s) if end < 0 else end
        else:
            word = (word or '') + c
    if quote:
        raise ValueError('No closing quotation')
    if word is not None:
        words.append(word)
    return words

def quote(s):
    if not s:
        return "''"
    if all(c in _SAFE for c in s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"

def join(split_command):
    return ' '.join(quote(word) for word in split_command)
`;
