export const unittestAssertionsSource = String.raw`
class _Assertions:
    failureException = AssertionError
    longMessage, maxDiff = True, 640

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f'{standard} : {msg}'

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _unless(self, fine, msg, standard):
        if not fine:
            raise self.failureException(self._formatMessage(msg, standard() if callable(standard) else standard))

    def assertTrue(self, expr, msg=None):
        self._unless(expr, msg, lambda: f'{safe_repr(expr)} is not true')

    def assertFalse(self, expr, msg=None):
        self._unless(not expr, msg, lambda: f'{safe_repr(expr)} is not false')

    def assertEqual(self, first, second, msg=None):
        kinds = {list: self.assertListEqual, tuple: self.assertTupleEqual, dict: self.assertDictEqual, set: self.assertSetEqual, frozenset: self.assertSetEqual, str: self.assertMultiLineEqual}
        if type(first) is type(second) and type(first) in kinds:
            kinds[type(first)](first, second, msg=msg)
        else:
            self._unless(first == second, msg, lambda: '%s != %s' % tuple(_common((first, second))))

    def assertNotEqual(self, first, second, msg=None):
        self._unless(first != second, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)}')

    def assertIs(self, a, b, msg=None):
        self._unless(a is b, msg, lambda: f'{safe_repr(a)} is not {safe_repr(b)}')

    def assertIsNot(self, a, b, msg=None):
        self._unless(a is not b, msg, lambda: f'unexpectedly identical: {safe_repr(a)}')

    def assertIsNone(self, a, msg=None):
        self._unless(a is None, msg, lambda: f'{safe_repr(a)} is not None')

    def assertIsNotNone(self, a, msg=None):
        self._unless(a is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._unless(member in container, msg, lambda: f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        self._unless(member not in container, msg, lambda: f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIsInstance(self, obj, cls, msg=None):
        self._unless(isinstance(obj, cls), msg, lambda: f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._unless(not isinstance(obj, cls), msg, lambda: f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertLess(self, a, b, msg=None):
        self._unless(a < b, msg, lambda: f'{safe_repr(a)} not less than {safe_repr(b)}')

    def assertLessEqual(self, a, b, msg=None):
        self._unless(a <= b, msg, lambda: f'{safe_repr(a)} not less than or equal to {safe_repr(b)}')

    def assertGreater(self, a, b, msg=None):
        self._unless(a > b, msg, lambda: f'{safe_repr(a)} not greater than {safe_repr(b)}')

    def assertGreaterEqual(self, a, b, msg=None):
        self._unless(a >= b, msg, lambda: f'{safe_repr(a)} not greater than or equal to {safe_repr(b)}')

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        head = f'{safe_repr(first)} != {safe_repr(second)} within'
        if delta is not None:
            self._unless(diff <= delta, msg, lambda: f'{head} {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        else:
            places = 7 if places is None else places
            self._unless(round(diff, places) == 0, msg, lambda: f'{head} {places} places ({safe_repr(diff)} difference)')

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            self._unless(first != second and diff > delta, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)} within {safe_repr(delta)} delta ({safe_repr(diff)} difference)')
        else:
            places = 7 if places is None else places
            self._unless(first != second and round(diff, places) != 0, msg, lambda: f'{safe_repr(first)} == {safe_repr(second)} within {places} places')

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex) if isinstance(expected_regex, str) else expected_regex
        self._unless(pattern.search(text), msg, lambda: f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = re.compile(unexpected_regex) if isinstance(unexpected_regex, str) else unexpected_regex
        found = pattern.search(text)
        self._unless(not found, msg, lambda: f'Regex matched: {text[found.start():found.end()]!r} matches {pattern.pattern!r} in {text!r}')

    def _truncated(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + f'\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it.'

    def assertMultiLineEqual(self, first, second, msg=None):
        if first == second:
            return
        head = '%s != %s' % tuple(_common((first, second)))
        if sys.version_info >= (3, 12):
            first, second = (t + '\n' if t and t[-1] != '\n' else t for t in (first, second))
        elif '\n' not in first and '\r' not in first:
            first, second = first + '\n', second + '\n'
        diff = '\n' + ''.join(difflib.ndiff(first.splitlines(True), second.splitlines(True)))
        self.fail(self._formatMessage(msg, self._truncated(head, diff)))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = seq_type.__name__ if seq_type is not None else 'sequence'
        if seq1 == seq2:
            return
        kind = name.capitalize()
        differing = f'{kind}s differ: %s != %s\n' % tuple(_common((seq1, seq2)))
        for at in range(min(len(seq1), len(seq2))):
            if seq1[at] != seq2[at]:
                differing += '\nFirst differing element %d:\n%s\n%s\n' % ((at,) + tuple(_common((seq1[at], seq2[at]))))
                break
        if len(seq1) > len(seq2):
            differing += f'\nFirst {name} contains {len(seq1) - len(seq2)} additional elements.\nFirst extra element {len(seq2)}:\n{safe_repr(seq1[len(seq2)])}\n'
        elif len(seq1) < len(seq2):
            differing += f'\nSecond {name} contains {len(seq2) - len(seq1)} additional elements.\nFirst extra element {len(seq1)}:\n{safe_repr(seq2[len(seq1)])}\n'
        diff = '\n' + '\n'.join(difflib.ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._truncated(differing, diff)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for name, extra in (('first', set1 - set2), ('second', set2 - set1)):
            if extra:
                lines.append(f'Items in the {name} set but not the {"second" if name == "first" else "first"}:')
                lines += [repr(each) for each in extra]
        if lines:
            self.fail(self._formatMessage(msg, '\n'.join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            diff = '\n' + '\n'.join(difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, self._truncated('%s != %s' % tuple(_common((d1, d2))), diff)))

    def assertCountEqual(self, first, second, msg=None):
        a, b = list(first), list(second)
        lines = []
        for each in [x for n, x in enumerate(a + b) if x not in (a + b)[:n]]:
            if a.count(each) != b.count(each):
                lines.append(f'First has {a.count(each)}, Second has {b.count(each)}:  {each!r}')
        if lines:
            self.fail(self._formatMessage(msg, 'Element counts were not equal:\n' + '\n'.join(lines)))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception, msg=kwargs.pop('msg', None) if not args else None), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._raises(_Raises(self, expected_exception, expected_regex), args, kwargs)

    def _raises(self, made, args, kwargs):
        if not args:
            return made
        made.by = getattr(args[0], '__name__', str(args[0]))
        with made:
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    assertEquals, assertItemsEqual = assertEqual, assertCountEqual
`;
