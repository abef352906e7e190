import type { Link } from './link.ts';

/** What the client says to whom it has connected. */
export function greeting(link: Link, mariadb: boolean): string {
  const version = link.version.replace(/^5\.5\.5-/, '');
  const help = "Type 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n";
  return mariadb
    ? `Welcome to the MariaDB monitor.  Commands end with ; or \\g.\nYour MariaDB connection id is ${link.id}\nServer version: ${version} mariadb.org binary distribution\n\nCopyright (c) 2000, 2018, Oracle, MariaDB Corporation Ab and others.\n\n${help}`
    : `Welcome to the MySQL monitor.  Commands end with ; or \\g.\nYour MySQL connection id is ${link.id}\nServer version: ${version} MySQL Community Server - GPL\n\nCopyright (c) 2000, 2024, Oracle and/or its affiliates.\n\nOracle is a registered trademark of Oracle Corporation and/or its\naffiliates. Other names may be trademarks of their respective\nowners.\n\n${help}`;
}
