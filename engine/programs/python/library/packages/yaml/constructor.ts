export const yamlConstructorSource = String.raw`
import base64
import re
from datetime import date, datetime, timedelta, timezone
from yaml.error import ComposerError, ConstructorError, MappingNode, ScalarNode, SequenceNode
from yaml.parser import Parser

_PREFIX = 'tag:yaml.org,2002:'
_MOMENT = re.compile(r'(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?')
_BOOLEANS = {'yes': True, 'no': False, 'true': True, 'false': False, 'on': True, 'off': False}

def _texts(stream):
    if isinstance(stream, str):
        return stream, '<unicode string>', True
    if isinstance(stream, (bytes, bytearray)):
        return stream.decode('utf-8-sig'), '<byte string>', True
    data = stream.read()
    return data.decode('utf-8-sig') if isinstance(data, bytes) else data, getattr(stream, 'name', '<file>'), False

class BaseLoader:
    yaml_constructors, yaml_multi_constructors = {}, {}

    def __init__(self, stream):
        self._parser = Parser(*_texts(stream))
        self._nodes = self._parser.documents()
        self._next, self._made, self._making, self._late = None, {}, [], []

    def dispose(self):
        pass

    def check_data(self):
        if self._next is None:
            self._next = next(self._nodes, None)
        return self._next is not None

    def get_data(self):
        if self.check_data():
            node, self._next = self._next, None
            return self.construct_document(node)

    def get_single_data(self):
        if not self.check_data():
            return None
        node, self._next = self._next, None
        if self.check_data():
            raise ComposerError('expected a single document in the stream', node.start_mark, 'but found another document', self._parser.started)
        return self.construct_document(node)

    def construct_document(self, node):
        data = self.construct_object(node)
        while self._late:
            late, self._late = self._late, []
            for each in late:
                for _ in each:
                    pass
        self._made, self._making = {}, []
        return data

    def _constructor(self, node):
        found = self.yaml_constructors.get(node.tag)
        if found is not None:
            return lambda n: found(self, n)
        for prefix, make in self.yaml_multi_constructors.items():
            if prefix is not None and node.tag.startswith(prefix):
                return lambda n: make(self, node.tag[len(prefix):], n)
        if None in self.yaml_constructors:
            return lambda n: self.yaml_constructors[None](self, n)
        if isinstance(node, ScalarNode):
            return self.construct_scalar
        return self.construct_sequence if isinstance(node, SequenceNode) else self.construct_mapping

    def construct_object(self, node, deep=False):
        if id(node) in self._made:
            return self._made[id(node)]
        if id(node) in self._making:
            raise ConstructorError(None, None, 'found unconstructable recursive node', node.start_mark)
        self._making.append(id(node))
        data = self._constructor(node)(node)
        if hasattr(data, 'gi_frame'):
            rest, data = data, next(data)
            if deep:
                for _ in rest:
                    pass
            else:
                self._late.append(rest)
        self._made[id(node)] = data
        self._making.pop()
        return data

    def construct_scalar(self, node):
        if not isinstance(node, ScalarNode):
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    if key.tag == _PREFIX + 'value':
                        return self.construct_scalar(value)
            raise ConstructorError(None, None, f'expected a scalar node, but found {node.id}', node.start_mark)
        return node.value

    def construct_sequence(self, node, deep=False):
        if not isinstance(node, SequenceNode):
            raise ConstructorError(None, None, f'expected a sequence node, but found {node.id}', node.start_mark)
        return [self.construct_object(each, deep=True) for each in node.value]

    def construct_mapping(self, node, deep=False):
        if not isinstance(node, MappingNode):
            raise ConstructorError(None, None, f'expected a mapping node, but found {node.id}', node.start_mark)
        self.flatten_mapping(node)
        found = {}
        for key_node, value in node.value:
            key = self.construct_object(key_node, deep=True)
            try:
                hash(key)
            except TypeError:
                raise ConstructorError('while constructing a mapping', node.start_mark, 'found unhashable key', key_node.start_mark) from None
            found[key] = self.construct_object(value, deep=True)
        return found

    def flatten_mapping(self, node):
        merged, own = [], []
        for key, value in node.value:
            if key.tag == _PREFIX + 'merge':
                merged += self._merged(node, value)
            else:
                if key.tag == _PREFIX + 'value':
                    key.tag = _PREFIX + 'str'
                own.append((key, value))
        if merged:
            node.value = merged + own

    def _merged(self, node, value):
        if isinstance(value, MappingNode):
            self.flatten_mapping(value)
            return value.value
        if not isinstance(value, SequenceNode):
            raise ConstructorError('while constructing a mapping', node.start_mark, f'expected a mapping or list of mappings for merging, but found {value.id}', value.start_mark)
        parts = []
        for each in value.value:
            if not isinstance(each, MappingNode):
                raise ConstructorError('while constructing a mapping', node.start_mark, f'expected a mapping for merging, but found {each.id}', each.start_mark)
            self.flatten_mapping(each)
            parts.append(each.value)
        return [pair for part in reversed(parts) for pair in part]

    @classmethod
    def add_constructor(cls, tag, constructor):
        if 'yaml_constructors' not in cls.__dict__:
            cls.yaml_constructors = dict(cls.yaml_constructors)
        cls.yaml_constructors[tag] = constructor

    @classmethod
    def add_multi_constructor(cls, tag_prefix, constructor):
        if 'yaml_multi_constructors' not in cls.__dict__:
            cls.yaml_multi_constructors = dict(cls.yaml_multi_constructors)
        cls.yaml_multi_constructors[tag_prefix] = constructor

class SafeLoader(BaseLoader):
    yaml_constructors = {}

    def construct_yaml_int(self, node):
        text = self.construct_scalar(node).replace('_', '')
        sign = -1 if text[:1] == '-' else 1
        text = text.lstrip('+-')
        if text == '0':
            return 0
        if text.startswith('0b'):
            return sign * int(text[2:], 2)
        if text.startswith('0x'):
            return sign * int(text[2:], 16)
        if text[0] == '0':
            return sign * int(text, 8)
        total = 0
        for part in text.split(':'):
            total = total * 60 + int(part)
        return sign * total

    def construct_yaml_float(self, node):
        text = self.construct_scalar(node).replace('_', '').lower()
        sign = -1 if text[:1] == '-' else 1
        text = text.lstrip('+-')
        if text == '.inf':
            return sign * float('inf')
        if text == '.nan':
            return float('nan')
        total = 0.0
        for part in text.split(':'):
            total = total * 60 + float(part) if ':' in text else float(part)
        return sign * total

    def construct_yaml_timestamp(self, node):
        year, month, day, hour, minute, second, fraction, zone, sign, zone_hour, zone_minute = _MOMENT.match(node.value).groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        tz = None
        if sign:
            offset = timedelta(hours=int(zone_hour), minutes=int(zone_minute or 0))
            tz = timezone(-offset if sign == '-' else offset)
        elif zone:
            tz = timezone.utc
        return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), int((fraction or '')[:6].ljust(6, '0')), tzinfo=tz)

    def construct_yaml_binary(self, node):
        return base64.b64decode(self.construct_scalar(node).encode('ascii'))

    def construct_yaml_set(self, node):
        data = set()
        yield data
        data.update(self.construct_mapping(node))

    def construct_yaml_pairs(self, node):
        return [(self.construct_object(k, True), self.construct_object(v, True)) for each in node.value for k, v in each.value]

    def construct_yaml_seq(self, node):
        data = []
        yield data
        data.extend(self.construct_sequence(node))

    def construct_yaml_map(self, node):
        data = {}
        yield data
        data.update(self.construct_mapping(node))

    def construct_undefined(self, node):
        raise ConstructorError(None, None, f'could not determine a constructor for the tag {node.tag!r}', node.start_mark)

for _name, _make in (
    ('null', lambda loader, node: None), ('bool', lambda loader, node: _BOOLEANS[loader.construct_scalar(node).lower()]),
    ('int', SafeLoader.construct_yaml_int), ('float', SafeLoader.construct_yaml_float), ('str', SafeLoader.construct_scalar),
    ('binary', SafeLoader.construct_yaml_binary), ('timestamp', SafeLoader.construct_yaml_timestamp),
    ('omap', SafeLoader.construct_yaml_pairs), ('pairs', SafeLoader.construct_yaml_pairs), ('set', SafeLoader.construct_yaml_set),
    ('seq', SafeLoader.construct_yaml_seq), ('map', SafeLoader.construct_yaml_map),
):
    SafeLoader.yaml_constructors[_PREFIX + _name] = _make
SafeLoader.yaml_constructors[None] = SafeLoader.construct_undefined

class FullLoader(SafeLoader):
    yaml_constructors = dict(SafeLoader.yaml_constructors)

FullLoader.yaml_constructors[_PREFIX + 'python/tuple'] = lambda loader, node: tuple(loader.construct_sequence(node))

class Loader(FullLoader):
    pass

class UnsafeLoader(FullLoader):
    pass
`;
