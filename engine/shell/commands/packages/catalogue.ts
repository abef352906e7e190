/** A package as one of the package managers knows it. */
export interface Package {
  readonly version: string;
  /** What is downloaded and what it takes on disk, in kilobytes. */
  readonly downloadKb: number;
  readonly installedKb: number;
  /** Executables: path → program. */
  readonly executables: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly about: string;
  /** Applets of busybox, which aren't part of the base system's. */
  readonly applets?: true;
}

export type Catalogue = Readonly<Record<string, Package>>;

/** A row: what is downloaded and installed in kilobytes; commands as `path` or `path=program`. */
export function of(
  version: string,
  downloadKb: number,
  installedKb: number,
  commands: string,
  needs = '',
  about = '',
): Package {
  const paths = words(commands).map((word) => {
    const [path = '', program = path.slice(path.lastIndexOf('/') + 1)] = word.split('=');
    return [path.startsWith('/') ? path : `/usr/bin/${path}`, program] as const;
  });
  return {
    version,
    downloadKb,
    installedKb,
    executables: Object.fromEntries(paths),
    needs: words(needs),
    about,
  };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** A package by its exact name: names come from students. */
export function packageNamed(catalogue: Catalogue, name: string): Package | undefined {
  return Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}

/** These packages and what they need that isn't installed, each after what it needs. */
export function withNeeds(
  catalogue: Catalogue,
  names: readonly string[],
  installed: ReadonlySet<string>,
): string[] {
  const order = new Set<string>();
  const visit = (name: string) => {
    const found = packageNamed(catalogue, name);
    if (found === undefined || installed.has(name) || order.has(name)) return;
    for (const need of found.needs) visit(need);
    order.add(name);
  };
  for (const name of names) visit(name);
  return [...order];
}
