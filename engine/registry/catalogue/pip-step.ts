import { type Instruction, run } from './build-steps.ts';

/** Modules by the package that brings them, with their versions. */
const modules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flask: {
    blinker: '1.9.0',
    click: '8.1.8',
    flask: '3.0.3',
    itsdangerous: '2.2.0',
    jinja2: '3.1.6',
    markupsafe: '3.0.2',
    werkzeug: '3.0.6',
  },
};

/** The files of `pip install`: modules that Python knows by themselves. @param site e.g. `/usr/local/lib/python3.11/site-packages` */
export function pipFiles(site: string, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(modules[name] ?? {}).flatMap(([module, version]) => [
      [`${site}/${module}/__init__.py`, `__version__ = "${version}"\n`],
      [
        `${site}/${module}-${version}.dist-info/METADATA`,
        `Metadata-Version: 2.1\nName: ${module}\nVersion: ${version}\n`,
      ],
    ]),
  );
}

/** `pip install`, in an image of Python of that version. */
export function pipInstall(python: string, name: string): Instruction {
  return run(`pip install --no-cache-dir ${name}`, {
    mb: 11,
    files: pipFiles(`/usr/local/lib/python${python}/site-packages`, name),
  });
}
