import { describe, expect, it } from 'vitest';
import { startMysql } from '../../harness/databases.ts';

const made = `
CREATE TABLE zone (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(10,2) DEFAULT 1.5, data BLOB);
CREATE TABLE child (zone_id INT, note TEXT, FOREIGN KEY (zone_id) REFERENCES zone (id));
CREATE VIEW named AS SELECT id, name FROM zone;
INSERT INTO zone (name, price, data) VALUES ("it's", 2, x'00ff'), ('b\\nc', NULL, NULL);
INSERT INTO child VALUES (1, 'x');
`;

describe.each([
  ['mysql:8.0', 'mysqldump', 'mysql', '-- MySQL dump 10.13  Distrib 8.0.42, for Linux (x86_64)\n'],
  ['mariadb:11.4', 'mariadb-dump', 'mariadb', '-- MariaDB dump 10.19-11.4'],
])('%s', (image, dumper, client, title) => {
  it('writes what makes the database again, and its client reads it', () => {
    const server = startMysql(image);
    server.mysql('root', '-e', made);
    const run = (argv: string[], stdin?: string) =>
      server.machine.run(argv, stdin === undefined ? {} : { stdin });
    const { stdout: dump, code } = run([dumper, '-uroot', '-psecret', 'shop']);
    expect(code).toBe(0);
    expect(dump.slice(0, title.length)).toBe(title);
    expect(dump).toContain(`
--
-- Table structure for table \`child\`
--

DROP TABLE IF EXISTS \`child\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
`);
    expect(dump).toContain(`
--
-- Dumping data for table \`zone\`
--

LOCK TABLES \`zone\` WRITE;
/*!40000 ALTER TABLE \`zone\` DISABLE KEYS */;
INSERT INTO \`zone\` VALUES (1,'it\\'s',2.00,0x00FF),(2,'b\\nc',NULL,NULL);
/*!40000 ALTER TABLE \`zone\` ENABLE KEYS */;
UNLOCK TABLES;
`);
    expect(dump).toMatch(/\n-- Dump completed on 2026-01-01 {2}0:00:\d\d\n$/);
    run([client, '-uroot', '-psecret', '-e', 'CREATE DATABASE copy']);
    const back = run([client, '-uroot', '-psecret', 'copy'], dump);
    expect([back.stdout, back.stderr.replace(/^mysql: \[Warning\].*\n/, '')]).toEqual(['', '']);
    const again = run([dumper, '-uroot', '-psecret', 'copy']).stdout;
    const plain = (text: string) => text.replace(/Database: \w+/, '').replace(/completed.*/, '');
    expect(plain(again)).toBe(plain(dump));
    // Over what is there, too.
    expect(run([client, '-uroot', '-psecret', 'shop'], dump)).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('mysqldump', () => {
  it('makes databases, leaves out rows or definitions, and says what is wrong', () => {
    const server = startMysql();
    server.mysql('root', '-e', made);
    const dump = (...words: string[]) => {
      const { stdout, stderr, code } = server.machine.run(['mysqldump', '-uroot', ...words]);
      return [stdout, stderr.replace(/^mysqldump: \[Warning\].*\n/, ''), code] as const;
    };
    expect(dump('-psecret', '--databases', 'shop')[0]).toContain(
      "\nCREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */;\n\nUSE `shop`;\n",
    );
    expect(dump('-psecret', '--no-data', 'shop', 'zone')[0]).not.toMatch(/INSERT|`child`/);
    expect(dump('-psecret', '--compact', '-t', '-c', 'shop', 'child')[0]).toContain(
      "INSERT INTO `child` (`zone_id`, `note`) VALUES (1,'x');\n",
    );
    expect(dump('-pwrong', 'shop').slice(1)).toEqual([
      "mysqldump: Got error: 1045: Access denied for user 'root'@'localhost' (using password: YES) when trying to connect\n",
      2,
    ]);
    expect(dump('-psecret', 'nope').slice(1)).toEqual([
      "mysqldump: Got error: 1049: Unknown database 'nope' when selecting the database\n",
      2,
    ]);
    expect(dump('-psecret', 'shop', 'nope').slice(1)).toEqual([
      `mysqldump: Couldn't find table: "nope"\n`,
      6,
    ]);
    const all = dump('-psecret', '-A')[0];
    const back = server.machine.run(['mysql', '-uroot', '-psecret'], { stdin: all });
    expect([back.stderr.replace(/^mysql: \[Warning\].*\n/, ''), back.code]).toEqual(['', 0]);
  });
});
