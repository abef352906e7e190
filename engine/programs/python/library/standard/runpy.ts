export const runpySource = `
import sys

def _main(name, words):
    import importlib
    full = name
    try:
        found = importlib.find(name)
        if found is not None and found[1]:
            full = name + '.__main__'
            if importlib.find(full) is None:
                print(f"{sys.executable}: No module named {full}; '{name}' is a package and cannot be directly executed", file=sys.stderr)
                sys.exit(1)
        elif found is None:
            print(f'{sys.executable}: No module named {name}', file=sys.stderr)
            sys.exit(1)
    except ModuleNotFoundError as e:
        print(f'{sys.executable}: Error while finding module specification for {name!r} (ModuleNotFoundError: {e})', file=sys.stderr)
        sys.exit(1)
    found = importlib.find(full)
    sys.argv[0] = found[0]
    module = importlib.import_as_main(full)
    start = getattr(module, '__main__function__', None)
    if start is not None:
        sys.exit(start())
`;
