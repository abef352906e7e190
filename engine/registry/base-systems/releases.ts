/** A release of Debian or Ubuntu, and the versions of what it holds. */
export interface Release {
  readonly codename: string;
  readonly number: string;
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly title: string;
  readonly debianVersion: string;
  readonly osRelease: string;
  readonly bash: string;
  readonly coreutils: string;
  readonly perl: string;
  readonly apt: string;
}

type Row = readonly [
  codename: string,
  number: string,
  detail: string,
  bash: string,
  coreutils: string,
  perl: string,
  apt: string,
];

/** The third column: Debian's point release, or the title Ubuntu gives itself. */
const debianReleases: readonly Row[] = [
  ['trixie', '13', '13.0', '5.2.37', '9.7', '5.40.1', '3.0.3'],
  ['bookworm', '12', '12.11', '5.2.15', '9.1', '5.36.0', '2.6.1'],
  ['bullseye', '11', '11.11', '5.1.4', '8.32', '5.32.1', '2.2.4'],
  ['buster', '10', '10.13', '5.0.3', '8.30', '5.28.1', '1.8.2.3'],
  ['stretch', '9', '9.13', '4.4.12', '8.26', '5.24.1', '1.4.11'],
  ['jessie', '8', '8.11', '4.3.30', '8.23', '5.20.2', '1.0.9.8.6'],
  ['wheezy', '7', '7.11', '4.2.37', '8.13', '5.14.2', '0.9.7.9'],
];

const ubuntuReleases: readonly Row[] = [
  ['plucky', '25.04', 'Ubuntu 25.04', '5.2.37', '9.5', '5.40.1', '3.0.0'],
  ['oracular', '24.10', 'Ubuntu 24.10', '5.2.32', '9.4', '5.38.2', '2.9.8'],
  ['noble', '24.04', 'Ubuntu 24.04.2 LTS', '5.2.21', '9.4', '5.38.2', '2.7.14'],
  ['mantic', '23.10', 'Ubuntu 23.10', '5.2.15', '9.1', '5.36.0', '2.7.3'],
  ['lunar', '23.04', 'Ubuntu 23.04', '5.2.15', '9.1', '5.36.0', '2.6.0'],
  ['kinetic', '22.10', 'Ubuntu 22.10', '5.2.2', '8.32', '5.34.0', '2.5.3'],
  ['jammy', '22.04', 'Ubuntu 22.04.5 LTS', '5.1.16', '8.32', '5.34.0', '2.4.13'],
  ['impish', '21.10', 'Ubuntu 21.10', '5.1.8', '8.32', '5.32.1', '2.3.9'],
  ['hirsute', '21.04', 'Ubuntu 21.04', '5.1.4', '8.32', '5.32.1', '2.2.4'],
  ['groovy', '20.10', 'Ubuntu 20.10', '5.0.17', '8.32', '5.30.3', '2.1.10'],
  ['focal', '20.04', 'Ubuntu 20.04.6 LTS', '5.0.17', '8.30', '5.30.0', '2.0.10'],
  ['eoan', '19.10', 'Ubuntu 19.10', '5.0.3', '8.30', '5.28.1', '1.9.4'],
  ['disco', '19.04', 'Ubuntu 19.04', '5.0.3', '8.30', '5.28.1', '1.8.3'],
  ['bionic', '18.04', 'Ubuntu 18.04.6 LTS', '4.4.20', '8.28', '5.26.1', '1.6.17'],
  ['xenial', '16.04', 'Ubuntu 16.04.7 LTS', '4.3.48', '8.25', '5.22.1', '1.2.35'],
  ['trusty', '14.04', 'Ubuntu 14.04.6 LTS', '4.3.11', '8.21', '5.18.2', '1.0.1'],
  ['precise', '12.04', 'Ubuntu 12.04.5 LTS', '4.2.25', '8.13', '5.14.2', '0.8.16'],
];

const debianOf: Readonly<Record<string, string>> = {
  '25': 'trixie/sid',
  '24': 'trixie/sid',
  '23': 'bookworm/sid',
  '22': 'bookworm/sid',
  '21': 'bullseye/sid',
  '20': 'bullseye/sid',
  '19': 'buster/sid',
  '18': 'buster/sid',
  '16': 'stretch/sid',
  '14': 'jessie/sid',
  '12': 'wheezy/sid',
};

/** A release by its code name or number, or one of its point releases; the newest stable one for any other name. */
export function releaseOf(distribution: 'debian' | 'ubuntu', name: string): Release {
  const rows = distribution === 'debian' ? debianReleases : ubuntuReleases;
  const fallback = distribution === 'debian' ? 'bookworm' : 'noble';
  const row =
    rows.find(
      ([codename, number]) => name === codename || name === number || name.startsWith(`${number}.`),
    ) ?? rows.find(([codename]) => codename === fallback);
  if (row === undefined) throw new Error(`no release ${fallback}`);
  const [codename, number, detail, bash, coreutils, perl, apt] = row;
  const versions = { bash, coreutils, perl, apt };
  return distribution === 'debian'
    ? { ...debian(codename, number, detail), ...versions }
    : { ...ubuntu(codename, number, detail), ...versions };
}

function debian(codename: string, number: string, point: string) {
  const title = `Debian GNU/Linux ${number} (${codename})`;
  const osRelease = `PRETTY_NAME="${title}"\nNAME="Debian GNU/Linux"\nVERSION_ID="${number}"\nVERSION="${number} (${codename})"\nVERSION_CODENAME=${codename}\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n`;
  return { codename, number, title, debianVersion: point, osRelease };
}

function ubuntu(codename: string, number: string, title: string) {
  const words = title.replace('Ubuntu ', '');
  const adjectives: Readonly<Record<string, string>> = {
    noble: 'Noble Numbat',
    jammy: 'Jammy Jellyfish',
    focal: 'Focal Fossa',
    bionic: 'Bionic Beaver',
    xenial: 'Xenial Xerus',
    trusty: 'Trusty Tahr',
  };
  const name = adjectives[codename] ?? `${codename.slice(0, 1).toUpperCase()}${codename.slice(1)}`;
  const osRelease = `PRETTY_NAME="${title}"\nNAME="Ubuntu"\nVERSION_ID="${number}"\nVERSION="${words} (${name})"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nPRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"\nUBUNTU_CODENAME=${codename}\n`;
  return { codename, number, title, debianVersion: debianOf[number.slice(0, 2)] ?? 'trixie/sid', osRelease };
}
