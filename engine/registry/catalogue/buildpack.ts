/** What images built on buildpack-deps hold on top of Debian. */
export const buildpackTools = {
  '/usr/bin/curl': 'curl',
  '/usr/bin/wget': 'wget',
  '/usr/bin/git': 'silent',
  '/usr/bin/gcc': 'silent',
  '/usr/bin/make': 'silent',
  '/usr/bin/ps': 'ps',
  '/usr/bin/perl': 'perl',
  '/usr/bin/python3': 'python',
};
