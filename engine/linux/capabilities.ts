/** Everything root may do (capabilities(7)), in the order of their numbers. */
export const ALL_CAPABILITIES: readonly string[] = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
)
  .split(' ')
  .map((name) => `CAP_${name}`);

/** What a file gives to whoever executes it. */
export interface FileCapabilities {
  readonly permitted: readonly string[];
  /** Those it gives to who may inherit them. */
  readonly inheritable: readonly string[];
  /** They act at once, without the program asking for them. */
  readonly effective: boolean;
}

/**
 * Reads capabilities in libcap's words, `cap_net_raw,cap_net_admin=ep cap_chown+p`. The operators are taken in turn:
 * `=` sets the flags of those named (none: of all), `+` and `-` change them. Undefined: nonsense.
 */
export function parseCapabilityText(text: string): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const flagsOf = new Map<string, Set<string>>();
  for (const clause of text
    .toLowerCase()
    .split(/\s+/)
    .filter((each) => each !== '')) {
    const [, names = '', rest = ''] = /^([a-z_0-9,]*)((?:[=+-][eip]*)+)$/.exec(clause) ?? [];
    if (rest === '') return undefined;
    const wanted = names === '' || names === 'all' ? ALL_CAPABILITIES : names.split(',').map(capabilityNamed);
    for (const name of wanted) {
      if (name === undefined) return undefined;
      const flags = flagsOf.get(name) ?? new Set<string>();
      for (const [, operator, letters = ''] of rest.matchAll(/([=+-])([eip]*)/g)) {
        if (operator === '=') flags.clear();
        for (const letter of letters) operator === '-' ? flags.delete(letter) : flags.add(letter);
      }
      flagsOf.set(name, flags);
    }
  }
  return new Map([...flagsOf].filter(([, flags]) => flags.size > 0));
}

export function capabilityNamed(name: string): string | undefined {
  const upper = name.toUpperCase();
  const full = upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  return ALL_CAPABILITIES.includes(full) ? full : undefined;
}

/** Capabilities by their flags, as libcap prints them: `cap_net_admin,cap_net_raw=ep`, or `=ep cap_sys_boot-ep`. */
export function capabilityText(flagsOf: ReadonlyMap<string, ReadonlySet<string>>): string {
  const byFlags = new Map<string, string[]>([['', []]]);
  for (const name of ALL_CAPABILITIES) {
    const flags = ['e', 'i', 'p'].filter((letter) => flagsOf.get(name)?.has(letter) === true).join('');
    byFlags.set(flags, [...(byFlags.get(flags) ?? []), name.toLowerCase()]);
  }
  // What most have stands first, and what the others have more or less than that.
  const [base = ''] = [...byFlags].reduce((most, each) => (each[1].length > most[1].length ? each : most));
  const without = (from: string, what: string) => [...from].filter((each) => !what.includes(each)).join('');
  const clauses = [...byFlags].flatMap(([flags, names]) => {
    if (flags === base || names.length === 0) return [];
    const [more, less] = [without(flags, base), without(base, flags)];
    const change = base === '' ? `=${flags}` : (more && `+${more}`) + (less && `-${less}`);
    return [names.join(',') + change];
  });
  return base === '' && clauses.length > 0 ? clauses.join(' ') : [`=${base}`, ...clauses].join(' ');
}

/** The capabilities of a mask, as /proc/<pid>/status shows it. */
export function capabilitiesIn(mask: string): string[] {
  const bits = BigInt(`0x${mask}`);
  return ALL_CAPABILITIES.filter((_, bit) => ((bits >> BigInt(bit)) & 1n) === 1n);
}

/** What a file's capabilities, in libcap's words, give. Undefined: it has none. */
export function parseFileCapabilities(text: string): FileCapabilities | undefined {
  if (text === '') return undefined;
  const flagsOf = parseCapabilityText(text);
  if (flagsOf === undefined) return undefined;
  const having = (letter: string) =>
    [...flagsOf].filter(([, flags]) => flags.has(letter)).map(([name]) => name);
  const [permitted, inheritable] = [having('p'), having('i')];
  return { permitted, inheritable, effective: [...flagsOf.values()].some((flags) => flags.has('e')) };
}
