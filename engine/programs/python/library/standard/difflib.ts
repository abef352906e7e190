export const difflibSource = String.raw`
from collections import namedtuple

Match = namedtuple('Match', 'a b size')

class SequenceMatcher:
    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk, self.autojunk = isjunk, autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        self.a, self._blocks, self._codes = a, None, None

    def set_seq2(self, b):
        self.b, self._blocks, self._codes, self._counts = b, None, None, None
        places = {}
        for i, each in enumerate(b):
            places.setdefault(each, []).append(i)
        self.bjunk = {e for e in places if self.isjunk(e)} if self.isjunk else set()
        for each in self.bjunk:
            del places[each]
        self.bpopular = set()
        if self.autojunk and len(b) >= 200:
            most = len(b) // 100 + 1
            self.bpopular = {e for e, at in places.items() if len(at) > most}
            for each in self.bpopular:
                del places[each]
        self.b2j = places

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        i, j, size, lengths = alo, blo, 0, {}
        for at in range(alo, ahi):
            now = {}
            for other in places.get(a[at], ()):
                if other < blo:
                    continue
                if other >= bhi:
                    break
                k = now[other] = lengths.get(other - 1, 0) + 1
                if k > size:
                    i, j, size = at - k + 1, other - k + 1, k
            lengths = now
        for wanted in (False, True):
            while i > alo and j > blo and (b[j - 1] in junk) == wanted and a[i - 1] == b[j - 1]:
                i, j, size = i - 1, j - 1, size + 1
            while i + size < ahi and j + size < bhi and (b[j + size] in junk) == wanted and a[i + size] == b[j + size]:
                size += 1
        return Match(i, j, size)

    def get_matching_blocks(self):
        if self._blocks is None:
            todo, found = [(0, len(self.a), 0, len(self.b))], []
            while todo:
                alo, ahi, blo, bhi = todo.pop()
                i, j, k = best = self.find_longest_match(alo, ahi, blo, bhi)
                if k:
                    found.append(best)
                    if alo < i and blo < j:
                        todo.append((alo, i, blo, j))
                    if i + k < ahi and j + k < bhi:
                        todo.append((i + k, ahi, j + k, bhi))
            joined = [(0, 0, 0)]
            for i, j, k in sorted(found):
                x, y, z = joined[-1]
                if x + z == i and y + z == j:
                    joined[-1] = (x, y, z + k)
                else:
                    joined.append((i, j, k))
            self._blocks = [Match(*m) for m in joined if m[2]] + [Match(len(self.a), len(self.b), 0)]
        return self._blocks

    def get_opcodes(self):
        if self._codes is None:
            i = j = 0
            self._codes = []
            for ai, bj, size in self.get_matching_blocks():
                tag = 'replace' if i < ai and j < bj else 'delete' if i < ai else 'insert' if j < bj else ''
                if tag:
                    self._codes.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    self._codes.append(('equal', ai, i, bj, j))
        return self._codes

    def get_grouped_opcodes(self, n=3):
        codes = list(self.get_opcodes()) or [('equal', 0, 1, 0, 1)]
        if codes[0][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == 'equal':
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > 2 * n:
                yield group + [(tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n))]
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        total = len(self.a) + len(self.b)
        return 2.0 * sum(m.size for m in self.get_matching_blocks()) / total if total else 1.0

    def quick_ratio(self):
        counts = {}
        for each in self.b:
            counts[each] = counts.get(each, 0) + 1
        matches = 0
        for each in self.a:
            left = counts.get(each, 0)
            matches += left > 0
            counts[each] = left - 1
        total = len(self.a) + len(self.b)
        return 2.0 * matches / total if total else 1.0

    def real_quick_ratio(self):
        total = len(self.a) + len(self.b)
        return 2.0 * min(len(self.a), len(self.b)) / total if total else 1.0

def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    if not n > 0:
        raise ValueError(f'n must be > 0: {n!r}')
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f'cutoff must be in [0.0, 1.0]: {cutoff!r}')
    matcher, found = SequenceMatcher(), []
    matcher.set_seq2(word)
    for each in possibilities:
        matcher.set_seq1(each)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), each))
    return [each for _, each in sorted(found, reverse=True)[:n]]

class Differ:
    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == 'replace':
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                yield from (f'- {x}' for x in a[alo:ahi])
            elif tag == 'insert':
                yield from (f'+ {x}' for x in b[blo:bhi])
            else:
                yield from (f'  {x}' for x in a[alo:ahi])

    def _plain(self, a, alo, ahi, b, blo, bhi):
        old = [f'- {x}' for x in a[alo:ahi]]
        new = [f'+ {x}' for x in b[blo:bhi]]
        return new + old if bhi - blo < ahi - alo else old + new

    def _either(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            return self._replace(a, alo, ahi, b, blo, bhi)
        return self._plain(a, alo, ahi, b, blo, bhi)

    def _replace(self, a, alo, ahi, b, blo, bhi):
        best, cutoff, same = 0.74, 0.75, None
        matcher = SequenceMatcher(self.charjunk)
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if same is None:
                        same = i, j
                    continue
                matcher.set_seq1(a[i])
                if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                    best, at = matcher.ratio(), (i, j)
        if best < cutoff:
            if same is None:
                yield from self._plain(a, alo, ahi, b, blo, bhi)
                return
            at, best = same, 1.0
        else:
            same = None
        i, j = at
        yield from self._either(a, alo, i, b, blo, j)
        if same is None:
            yield from self._marked(matcher, a[i], b[j])
        else:
            yield '  ' + a[i]
        yield from self._either(a, i + 1, ahi, b, j + 1, bhi)

    def _marked(self, matcher, old, new):
        matcher.set_seqs(old, new)
        above = below = ''
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            left, right = i2 - i1, j2 - j1
            marks = {'replace': ('^', '^'), 'delete': ('-', ''), 'insert': ('', '+'), 'equal': (' ', ' ')}[tag]
            above += marks[0] * left
            below += marks[1] * right
        keep = lambda line, marks: ''.join(c if m == ' ' and c.isspace() else m for c, m in zip(line, marks)).rstrip()
        above, below = keep(old, above), keep(new, below)
        yield '- ' + old
        if above:
            yield f'? {above}\n'
        yield '+ ' + new
        if below:
            yield f'? {below}\n'

def IS_CHARACTER_JUNK(ch, ws=' \t'):
    return ch in ws

def IS_LINE_JUNK(line, pat=None):
    return line.strip() in ('', '#')

def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    return Differ(linejunk, charjunk).compare(a, b)

def restore(delta, which):
    wanted = {1: '- ', 2: '+ '}[int(which)]
    for line in delta:
        if line[:2] in ('  ', wanted):
            yield line[2:]

def _unified_range(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f'{start + 1 if length else start},{length}'

def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\n'):
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"--- {fromfile}{chr(9) + fromfiledate if fromfiledate else ''}{lineterm}"
            yield f"+++ {tofile}{chr(9) + tofiledate if tofiledate else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield f'@@ -{_unified_range(first[1], last[2])} +{_unified_range(first[3], last[4])} @@{lineterm}'
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                yield from (' ' + line for line in a[i1:i2])
                continue
            if tag in ('replace', 'delete'):
                yield from ('-' + line for line in a[i1:i2])
            if tag in ('replace', 'insert'):
                yield from ('+' + line for line in b[j1:j2])
`;
