export const getoptSource = `
class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg, self.opt = msg, opt
    def __str__(self):
        return self.msg

error = GetoptError

def _long(opts, text, longopts, args):
    name, equals, value = text.partition('=')
    found = [o for o in longopts if o.rstrip('=') == name] or [o for o in longopts if o.startswith(name)]
    if not found:
        raise GetoptError(f'option --{name} not recognized', name)
    if len(found) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    wanted = found[0]
    if wanted.endswith('='):
        if not equals:
            if not args:
                raise GetoptError(f'option --{wanted[:-1]} requires argument', wanted[:-1])
            value, args = args[0], args[1:]
    elif equals:
        raise GetoptError(f'option --{wanted} must not have an argument', wanted)
    opts.append(('--' + wanted.rstrip('='), value))
    return args

def _short(opts, text, shortopts, args):
    while text:
        letter, text = text[0], text[1:]
        at = shortopts.find(letter)
        if at < 0 or letter == ':':
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts[at + 1:at + 2] == ':':
            if not text:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                text, args = args[0], args[1:]
            value, text = text, ''
        opts.append(('-' + letter, value))
    return args

def _read(args, shortopts, longopts, mixed):
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args:
        first = args[0]
        if first == '--':
            rest += args[1:]
            break
        if first.startswith('--'):
            args = _long(opts, first[2:], longopts, args[1:])
        elif first.startswith('-') and first != '-':
            args = _short(opts, first[1:], shortopts, args[1:])
        elif mixed:
            rest.append(first)
            args = args[1:]
        else:
            rest += args
            break
    return opts, rest

def getopt(args, shortopts, longopts=[]):
    return _read(args, shortopts, longopts, False)

def gnu_getopt(args, shortopts, longopts=[]):
    return _read(args, shortopts.lstrip('+'), longopts, not shortopts.startswith('+'))
`;
