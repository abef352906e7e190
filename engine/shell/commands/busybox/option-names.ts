/**
 * The letters and long names that applets take where GNU's commands take more. Of an applet that isn't here, all that
 * the command takes.
 */
const taken: Readonly<Record<string, readonly [letters: string, long?: string]>> = {
  base32: ['diw'],
  base64: ['diw'],
  cat: ['etvAnbu'],
  chgrp: ['RhvcfLHP', 'recursive dereference no-dereference changes silent quiet verbose'],
  chmod: ['RvcfrwxXst'],
  chown: ['RhvcfLHP', 'recursive dereference no-dereference changes silent quiet verbose'],
  comm: ['123'],
  cp: [
    'pdRfinlsLHarPvuTt',
    'archive force interactive no-clobber link dereference no-dereference recursive symbolic-link no-target-directory target-directory verbose update remove-destination parents reflink',
  ],
  cut: ['bcfdOsDFn'],
  date: ['RsudrID', 'set utc date reference'],
  df: ['kPTtaiBhHm'],
  diff: [
    'abdiLNqrsStTUwupBE',
    'ignore-case ignore-tab-expansion ignore-space-change ignore-all-space ignore-blank-lines text unified label show-c-function brief expand-tabs initial-tab recursive new-file report-identical-files starting-file minimal',
  ],
  du: ['aHkLsxdlcbhm'],
  env: ['i0u', 'ignore-environment null unset'],
  fold: ['bsw'],
  grep: ['lnqvscFiHhefLorRmwxABCEaI', 'color'],
  gzip: [
    'cfkvqdtn123456789',
    'stdout to-stdout force verbose decompress uncompress test quiet fast best no-name',
  ],
  head: ['ncqv'],
  hexdump: ['bcdoxCefnsv'],
  id: ['rnugG'],
  install: ['cvbDdpsgmot', 'verbose directory preserve-timestamps strip group mode owner target-directory'],
  ln: ['sfnbSvT'],
  ls: ['Cadi1lgnsxAkFpRQctuSXrvLHhTw', 'full-time group-directories-first color'],
  md5sum: ['scwbt'],
  mkdir: ['mpv', 'mode parents verbose'],
  mkfifo: ['m'],
  mknod: ['m'],
  mktemp: ['dqtpu'],
  more: ['deflsu'],
  mv: ['finTtv', 'interactive force no-clobber no-target-directory target-directory verbose'],
  nl: [
    'pwsvib',
    'body-numbering line-increment no-renumber number-separator starting-line-number number-width',
  ],
  nproc: ['', 'ignore all'],
  od: [
    'ANabcdfhijlotvxsSw',
    'skip-bytes address-radix read-bytes format output-duplicates strings width traditional',
  ],
  paste: ['ds'],
  printenv: [''],
  pwd: ['LP'],
  readlink: ['fnvsq'],
  realpath: [''],
  rm: ['fiRrv'],
  rmdir: ['pv', 'parents ignore-fail-on-non-empty verbose'],
  sed: ['irEnef', 'in-place regexp-extended quiet silent expression file'],
  seq: ['ws'],
  sha1sum: ['scwbt'],
  sha256sum: ['scwbt'],
  sha512sum: ['scwbt'],
  shuf: ['einoz'],
  sort: ['nghMVucszbrdfimSTokt'],
  split: ['lba'],
  stat: ['tLfc'],
  strings: ['afont'],
  sum: ['sr'],
  sync: ['df'],
  sysctl: ['neAapwq'],
  tac: [''],
  tail: ['fcnqsvF'],
  tee: ['ia'],
  timeout: ['sk'],
  touch: ['chrdtamf', 'no-create no-dereference reference date'],
  tr: ['Ccds'],
  truncate: ['cs'],
  tty: ['s'],
  umount: ['fldnratcvi'],
  uname: [
    'amnrspvio',
    'all kernel-name nodename kernel-release release kernel-version machine processor hardware-platform operating-system',
  ],
  uniq: ['cdufswiz'],
  wc: ['lwmcL'],
  which: ['a'],
  xargs: ['trnseEopx0IiPa', 'no-run-if-empty'],
};

export function appletTakesLetter(applet: string, letter: string): boolean {
  return taken[applet]?.[0].includes(letter) ?? true;
}

export function appletTakesLong(applet: string, name: string): boolean {
  const names = taken[applet];
  return names === undefined || (names[1] ?? '').split(' ').includes(name);
}
