export const clickParsingSource = String.raw`
from click.exceptions import BadArgumentUsage, BadOptionUsage, NoSuchOption, UsageError

def split_opt(opt):
    first = opt[:1]
    if first.isalnum():
        return '', opt
    if opt[1:2] == first:
        return opt[:2], opt[2:]
    return first, opt[1:]

class OptionParser:
    """Reads words by what a command's parameters take: values by name, those of arguments, and their order."""
    def __init__(self, ctx, params):
        self.ctx = ctx
        self.options, self.arguments = {}, []
        self.values, self.order, self.rest, self.extra = {}, [], [], []
        for param in params:
            if param.param_type_name == 'argument':
                self.arguments.append(param)
                continue
            for opt in param.opts:
                self.options[self._normal(opt)] = (param, False)
            for opt in param.secondary_opts:
                self.options[self._normal(opt)] = (param, True)
        self.prefixes = {'-', '--'} | {split_opt(o)[0] for o in self.options}

    def _normal(self, opt):
        normalize = self.ctx.token_normalize_func
        if normalize is None:
            return opt
        prefix, name = split_opt(opt)
        return prefix + normalize(name)

    def parse(self, words):
        try:
            self._read(list(words))
            self._assign()
        except UsageError:
            if not self.ctx.resilient_parsing:
                raise
        return self.values, self.rest, self.order

    def _read(self, words):
        while words:
            word = words.pop(0)
            if word == '--':
                self.rest += words
                return
            if word[:1] in self.prefixes and len(word) > 1:
                self._option(word, words)
            elif self.ctx.allow_interspersed_args:
                self.rest.append(word)
            else:
                self.rest += [word] + words
                return

    def _option(self, word, words):
        name, eq, value = word.partition('=')
        try:
            self._long(self._normal(name), value if eq else None, words)
        except NoSuchOption:
            if word[:2] in self.prefixes or word[:2] == '--':
                if not self.ctx.ignore_unknown_options:
                    raise
                self.rest.append(word)
                return
            self._short(word, words)

    def _long(self, opt, given, words):
        if opt not in self.options:
            from difflib import get_close_matches
            raise NoSuchOption(opt, possibilities=get_close_matches(opt, [o for o in self.options]), ctx=self.ctx)
        param, secondary = self.options[opt]
        if param.takes_value:
            if given is not None:
                words.insert(0, given)
            self._store(param, self._value(opt, param, words), secondary)
        elif given is not None:
            raise BadOptionUsage(opt, f'Option {opt!r} does not take a value.')
        else:
            self._store(param, None, secondary)

    def _short(self, word, words):
        prefix, at, unknown = word[0], 1, []
        while at < len(word):
            opt = self._normal(prefix + word[at])
            at += 1
            if opt not in self.options:
                if self.ctx.ignore_unknown_options:
                    unknown.append(word[at - 1])
                    continue
                raise NoSuchOption(opt, ctx=self.ctx)
            param, secondary = self.options[opt]
            if not param.takes_value:
                self._store(param, None, secondary)
                continue
            if at < len(word):
                words.insert(0, word[at:])
            self._store(param, self._value(opt, param, words), secondary)
            break
        if unknown:
            self.rest.append(prefix + ''.join(unknown))

    def _value(self, opt, param, words):
        if param.nargs == 1 and param.flag_value_optional and (not words or words[0][:1] in self.prefixes and len(words[0]) > 1):
            return param.flag_value
        if len(words) < param.nargs:
            if param.nargs == 1:
                raise BadOptionUsage(opt, f'Option {opt!r} requires an argument.')
            raise BadOptionUsage(opt, f'Option {opt!r} requires {param.nargs} arguments.')
        if param.nargs == 1:
            return words.pop(0)
        taken = tuple(words[:param.nargs])
        del words[:param.nargs]
        return taken

    def _store(self, param, value, secondary):
        name = param.name
        if param.count:
            self.values[name] = self.values.get(name, 0) + 1
        elif not param.takes_value:
            value = (not param.flag_value if secondary else param.flag_value)
            if param.multiple:
                self.values.setdefault(name, []).append(value)
            else:
                self.values[name] = value
        elif param.multiple:
            self.values.setdefault(name, []).append(value)
        else:
            self.values[name] = value
        self.order.append(param)

    def _assign(self):
        """Hands out what is left to the arguments: those after one that takes any number are served from the end."""
        words, wants = self.rest, [p.nargs for p in self.arguments]
        self.rest = []
        greedy = next((i for i, n in enumerate(wants) if n < 0), None)
        after = sum(n for n in wants[greedy + 1:]) if greedy is not None else 0
        for i, param in enumerate(self.arguments):
            n = wants[i]
            if n < 0:
                end = max(len(words) - after, 0)
                taken, words = tuple(words[:end]), words[end:]
                value = taken if taken else None
            else:
                taken, words = words[:n], words[n:]
                value = (taken[0] if taken else None) if n == 1 else tuple(taken) or None
                if n > 1 and value is not None and len(value) < n:
                    raise BadArgumentUsage(f"Argument {param.make_metavar(self.ctx)!r} takes {n} values.", ctx=self.ctx)
            self.values[param.name] = value
            self.order.append(param)
        self.rest = words
`;
