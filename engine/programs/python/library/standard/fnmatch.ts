export const fnmatchSource = String.raw`
import re

def translate(pat):
    found, n = '', 0
    while n < len(pat):
        c = pat[n]
        n += 1
        if c == '*':
            if not found.endswith('.*'):
                found += '.*'
        elif c == '?':
            found += '.'
        elif c == '[':
            end = n + 1 if n < len(pat) and pat[n] in '!]' else n
            if n < len(pat) and pat[n] == '!' and end < len(pat) and pat[end] == ']':
                end += 1
            end = pat.find(']', end)
            if end < 0:
                found += '\\['
            else:
                inner = pat[n:end].replace('\\', '\\\\')
                n = end + 1
                found += '[' + ('^' + inner[1:] if inner.startswith('!') else inner) + ']'
        else:
            found += re.escape(c)
    return f'(?s:{found})\\Z'

def fnmatchcase(name, pat):
    return re.compile(translate(pat)).match(name) is not None

fnmatch = fnmatchcase

def filter(names, pat):
    wanted = re.compile(translate(pat))
    return [n for n in names if wanted.match(n)]
`;
