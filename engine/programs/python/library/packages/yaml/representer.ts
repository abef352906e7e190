export const yamlRepresenterSource = String.raw`
import base64
from datetime import date, datetime
from yaml.emitter import Emitter
from yaml.error import MappingNode, RepresenterError, ScalarNode, SequenceNode

_PREFIX = 'tag:yaml.org,2002:'

class SafeDumper:
    yaml_representers, yaml_multi_representers = {}, {}

    def __init__(self, stream, default_style=None, default_flow_style=False, sort_keys=True, explicit_start=None, explicit_end=None, version=None, tags=None, encoding=None, **layout):
        self.default_style, self.default_flow_style, self.sort_keys = default_style, default_flow_style, sort_keys
        self.emitter = Emitter(stream, encoding=encoding, explicit_start=explicit_start, explicit_end=explicit_end, **layout)
        self._known, self._kept = {}, []

    def represent(self, data):
        self._known, self._kept = {}, []
        self.emitter.document(self.represent_data(data))

    def ignore_aliases(self, data):
        return data is None or data == () or isinstance(data, (str, bytes, bool, int, float))

    def represent_data(self, data):
        key = None if self.ignore_aliases(data) else id(data)
        if key is not None:
            if key in self._known:
                return self._known[key]
            self._kept.append(data)
        self._key = key
        kinds = type(data).__mro__
        found = self.yaml_representers.get(kinds[0])
        if found is None:
            found = next((self.yaml_multi_representers[k] for k in kinds if k in self.yaml_multi_representers), None)
        if found is None:
            found = self.yaml_representers.get(None)
            if found is None:
                return ScalarNode(None, str(data))
        return found(self, data)

    def _remember(self, node, data):
        if self._key is not None:
            self._known[self._key] = node
        return node

    def represent_scalar(self, tag, value, style=None):
        return self._remember(ScalarNode(tag, value, style=self.default_style if style is None else style), value)

    def represent_sequence(self, tag, sequence, flow_style=None):
        node = self._remember(SequenceNode(tag, []), sequence)
        plain = True
        for each in sequence:
            item = self.represent_data(each)
            plain = plain and isinstance(item, ScalarNode) and not item.style
            node.value.append(item)
        node.style = self._flow(flow_style, plain)
        return node

    def represent_mapping(self, tag, mapping, flow_style=None):
        node = self._remember(MappingNode(tag, []), mapping)
        pairs, plain = list(mapping.items()) if hasattr(mapping, 'items') else list(mapping), True
        if self.sort_keys:
            try:
                pairs.sort()
            except TypeError:
                pass
        for key, value in pairs:
            first, second = self.represent_data(key), self.represent_data(value)
            for each in (first, second):
                plain = plain and isinstance(each, ScalarNode) and not each.style
            node.value.append((first, second))
        node.style = self._flow(flow_style, plain)
        return node

    def _flow(self, asked, plain):
        if asked is not None:
            return asked
        return plain if self.default_flow_style is None else self.default_flow_style

    def represent_float(self, data):
        if data != data:
            text = '.nan'
        elif data in (float('inf'), float('-inf')):
            text = '.inf' if data > 0 else '-.inf'
        else:
            text = repr(data).lower()
            if '.' not in text and 'e' in text:
                text = text.replace('e', '.0e', 1)
        return self.represent_scalar(_PREFIX + 'float', text)

    def represent_binary(self, data):
        return self.represent_scalar(_PREFIX + 'binary', base64.encodebytes(data).decode('ascii'), style='|')

    def represent_undefined(self, data):
        raise RepresenterError('cannot represent an object', data)

    @classmethod
    def add_representer(cls, data_type, representer):
        if 'yaml_representers' not in cls.__dict__:
            cls.yaml_representers = dict(cls.yaml_representers)
        cls.yaml_representers[data_type] = representer

    @classmethod
    def add_multi_representer(cls, data_type, representer):
        if 'yaml_multi_representers' not in cls.__dict__:
            cls.yaml_multi_representers = dict(cls.yaml_multi_representers)
        cls.yaml_multi_representers[data_type] = representer

def _scalar(tag, text):
    return lambda dumper, data: dumper.represent_scalar(_PREFIX + tag, text(data))

def _sequence(dumper, data):
    return dumper.represent_sequence(_PREFIX + 'seq', data)

SafeDumper.yaml_representers = {
    type(None): _scalar('null', lambda data: 'null'),
    bool: _scalar('bool', lambda data: 'true' if data else 'false'),
    int: _scalar('int', str),
    str: _scalar('str', lambda data: data),
    float: SafeDumper.represent_float,
    bytes: SafeDumper.represent_binary,
    list: _sequence,
    tuple: _sequence,
    dict: lambda dumper, data: dumper.represent_mapping(_PREFIX + 'map', data),
    set: lambda dumper, data: dumper.represent_mapping(_PREFIX + 'set', {key: None for key in data}),
    date: _scalar('timestamp', lambda data: data.isoformat()),
    datetime: _scalar('timestamp', lambda data: data.isoformat(' ')),
    None: SafeDumper.represent_undefined,
}

class Dumper(SafeDumper):
    yaml_representers = dict(SafeDumper.yaml_representers)

def _python(dumper, data):
    name = f'{type(data).__module__}.{type(data).__qualname__}'
    if hasattr(data, '__dict__'):
        return dumper.represent_mapping(_PREFIX + 'python/object:' + name, dict(data.__dict__))
    raise RepresenterError('cannot represent an object', data)

Dumper.yaml_representers[tuple] = lambda dumper, data: dumper.represent_sequence(_PREFIX + 'python/tuple', data)
Dumper.yaml_representers[None] = _python
BaseDumper = SafeDumper
`;
