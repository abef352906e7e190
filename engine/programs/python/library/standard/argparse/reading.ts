export const argparseReading = `
def _width():
    return int(os.environ.get('COLUMNS') or 80) - 2

class _Reading:
    def __init__(self, parser, found, words):
        self.parser, self.found, self.words = parser, found, words
        self.rest, self.seen, self.pending = [], [], []
        self.left = [a for a in parser._actions if not a.option_strings]
        self.options = {n: a for a in parser._actions for n in a.option_strings}

    def is_option(self, word):
        if not word.startswith('-') or word == '-' or ' ' in word:
            return False
        if word in self.options or not word[1:].replace('.', '', 1).isdigit():
            return True
        return False

    def run(self):
        only = False
        while self.words:
            word = self.words.pop(0)
            if word == '--' and not only:
                only = True
            elif not only and self.is_option(word):
                self.positional(False)
                self.option(word)
            else:
                self.pending.append(word)
                head = self.left[0] if self.left else None
                if head is not None and head.action == 'parsers' or head is not None and head.nargs == '...':
                    self.pending += self.words
                    self.words = []
        self.positional(True)
        self.check()
        return self.rest

    def find(self, name):
        if name in self.options:
            return self.options[name]
        near = [n for n in self.options if n.startswith(name)] if name.startswith('--') else []
        if len(near) > 1:
            raise ArgumentError(None, f"ambiguous option: {name} could match {', '.join(near)}")
        return self.options[near[0]] if near else None

    def option(self, word):
        name, equals, value = word.partition('=')
        action = self.find(name)
        given = [value] if equals else None
        if action is None and not word.startswith('--') and word[:2] in self.options:
            action = self.options[word[:2]]
            if action.takes_value():
                given = [word[2:]]
            else:
                self.words.insert(0, '-' + word[2:])
        if action is None:
            self.rest.append(word)
            return
        self.exclude(action)
        if not action.takes_value():
            if equals:
                raise ArgumentError(action, f'ignored explicit argument {value!r}')
            self.act(action, None)
            return
        most = {None: 1, '?': 1, '*': None, '+': None, '...': None}.get(action.nargs, action.nargs)
        if given is None:
            given = []
            while self.words and (most is None or len(given) < most) and not self.is_option(self.words[0]) and self.words[0] != '--':
                given.append(self.words.pop(0))
        self.act(action, self.values(action, given))

    def exclude(self, action):
        for group in self.parser._groups:
            if group.exclusive and action in group.actions:
                for other in group.actions:
                    if other is not action and other in self.seen:
                        raise ArgumentError(action, f'not allowed with argument {other.shown()}')
        self.seen.append(action)

    def values(self, action, given):
        n = action.nargs
        if n is None and len(given) != 1:
            raise ArgumentError(action, 'expected one argument')
        if n == '+' and not given:
            raise ArgumentError(action, 'expected at least one argument')
        if isinstance(n, int) and len(given) != n:
            raise ArgumentError(action, f"expected {n} argument{'' if n == 1 else 's'}")
        if n == '?' and not given:
            return action.const if action.option_strings else action.default
        if n == '*' and not given and not action.option_strings:
            return [] if action.default is None else action.default
        found = [self.convert(action, g) for g in given]
        return found[0] if n in (None, '?') else found

    def convert(self, action, text):
        value = text
        if action.type is not None:
            problem = None
            try:
                value = action.type(text)
            except ArgumentTypeError as e:
                problem = str(e)
            except (ValueError, TypeError):
                problem = f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}"
            if problem is not None:
                raise ArgumentError(action, problem)
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")
        return value

    def act(self, action, value):
        kind, old = action.action, getattr(self.found, action.dest, None)
        if kind == 'help':
            self.parser.print_help()
            self.parser.exit()
        elif kind == 'version':
            print(action.version.replace('%(prog)s', self.parser.prog))
            self.parser.exit()
        elif kind == 'count':
            value = (old or 0) + 1
        elif kind in ('append', 'append_const'):
            value = list(old or []) + [value if kind == 'append' else action.const]
        elif kind == 'extend':
            value = list(old or []) + value
        elif kind != 'store':
            value = action.const
        setattr(self.found, action.dest, value)

    def needs(self, action):
        return {None: 1, '+': 1, '?': 0, '*': 0, '...': 0}.get(action.nargs, action.nargs) if action.action != 'parsers' else 1

    def positional(self, last):
        while self.left and (self.pending or last):
            action = self.left[0]
            if len(self.pending) < self.needs(action) or not last and not self.pending:
                break
            spare = len(self.pending) - sum(self.needs(a) for a in self.left)
            if spare < 0 and last and self.needs(action) == 0:
                spare = 0
            greedy = {'?': 1, '*': spare, '+': spare, '...': spare}.get(action.nargs, 0)
            count = self.needs(action) + max(0, min(greedy, spare))
            self.left.pop(0)
            given, self.pending = self.pending[:count], self.pending[count:]
            if action.action == 'parsers':
                self.command(action, given[0])
                continue
            if given or action.nargs in ('?', '*', '...'):
                self.seen.append(action)
                self.act(action, self.values(action, given))
        if last:
            self.rest += self.pending

    def command(self, action, name):
        if name not in action.choices:
            raise ArgumentError(action, f"invalid choice: {name!r} (choose from {', '.join(map(repr, action.choices))})")
        self.seen.append(action)
        if action.dest != SUPPRESS:
            setattr(self.found, action.dest, name)
        _, more = action.choices[name].parse_known_args(self.pending, self.found)
        self.pending = []
        self.rest += more

    def check(self):
        missing = [a.shown() for a in self.parser._actions if a.required and a not in self.seen]
        if missing:
            raise ArgumentError(None, 'the following arguments are required: ' + ', '.join(missing))
        for group in self.parser._groups:
            if group.exclusive and group.required and not any(a in self.seen for a in group.actions):
                raise ArgumentError(None, 'one of the arguments ' + ' '.join(a.shown() for a in group.actions) + ' is required')
`;
