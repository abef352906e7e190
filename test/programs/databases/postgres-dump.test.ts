import { beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../harness/databases.ts';

const bin = '/usr/lib/postgresql/16/bin';

const made = `
CREATE SCHEMA shop;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE "User" (
  id serial PRIMARY KEY, name text NOT NULL, m mood DEFAULT 'ok',
  price numeric(10,2) DEFAULT 1.5 CHECK (price > 0), twice numeric GENERATED ALWAYS AS (price * 2) STORED
);
CREATE TABLE o (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, u int REFERENCES "User" ON DELETE CASCADE);
CREATE INDEX o_u_idx ON o (u);
CREATE VIEW named AS SELECT o.id, name FROM o JOIN "User" u ON u.id = o.u;
INSERT INTO "User" (name, m, price) VALUES ('a''b', 'sad', 2), (E'x\\ty', NULL, 3);
INSERT INTO o (u) VALUES (1), (2);
CREATE TABLE shop.t (a text);
INSERT INTO shop.t VALUES (''), ('b');
COMMENT ON COLUMN o.u IS 'whose';
CREATE USER app;
GRANT SELECT, INSERT ON o TO app;
`;

describe('pg_dump', () => {
  let server: Postgres;
  let dump: string;
  const run = (name: string, ...words: string[]) =>
    server.machine.run([`${bin}/${name}`, '-U', 'postgres', ...words]);
  beforeAll(() => {
    server = startPostgres();
    server.psql('-c', made);
    dump = run('pg_dump').stdout;
  });

  it.each([
    `--
-- PostgreSQL database dump
--

-- Dumped from database version 16.9 (Debian 16.9-1.pgdg120+1)
-- Dumped by pg_dump version 16.9 (Debian 16.9-1.pgdg120+1)

SET statement_timeout = 0;
`,
    `
--
-- Name: User; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public."User" (
    id integer NOT NULL,
    name text NOT NULL,
    m public.mood DEFAULT 'ok'::public.mood,
    price numeric(10,2) DEFAULT 1.5,
    twice numeric GENERATED ALWAYS AS (price * 2) STORED,
    CONSTRAINT "User_price_check" CHECK ((price > (0)::numeric))
);


ALTER TABLE public."User" OWNER TO postgres;

--
`,
    `
ALTER TABLE ONLY public."User" ALTER COLUMN id SET DEFAULT nextval('public."User_id_seq"'::regclass);


--
-- Data for Name: User; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public."User" (id, name, m, price) FROM stdin;
1	a'b	sad	2.00
2	x\\ty	\\N	3.00
\\.


--
`,
    `
ALTER TABLE ONLY public.o
    ADD CONSTRAINT o_u_fkey FOREIGN KEY (u) REFERENCES public."User"(id) ON DELETE CASCADE;


--
-- Name: TABLE o; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT,INSERT ON TABLE public.o TO app;


--
-- PostgreSQL database dump complete
--

`,
  ])('writes what makes the database again: %#', (part) => {
    expect(dump).toContain(part);
  });

  it('is read by psql into another database, which is then the same', () => {
    run('createdb', 'copy');
    const { stdout, stderr } = server.machine.run([`${bin}/psql`, '-U', 'postgres', '-d', 'copy'], {
      stdin: dump,
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('CREATE TABLE\nALTER TABLE\n');
    expect(run('pg_dump', 'copy').stdout).toBe(dump);
    expect(
      server.psql('-d', 'copy', '-tAc', 'SELECT * FROM named; INSERT INTO o (u) VALUES (2) RETURNING id'),
    ).toBe("1|a'b\n2|x\ty\n3\nINSERT 0 1\n");
  });

  it('writes rows alone, a table alone, the definitions alone, into a file', () => {
    expect(run('pg_dump', '-a', '--inserts', '-t', 'o').stdout).toContain(
      'INSERT INTO public.o VALUES (1, 1);\nINSERT INTO public.o VALUES (2, 2);\n',
    );
    const definitions = run('pg_dump', '-s', '-O', '-x').stdout;
    expect(definitions).not.toMatch(/COPY|OWNER TO|GRANT/);
    expect(run('pg_dump', '-c', '--if-exists', '-C', '-f', '/tmp/dump.sql').stdout).toBe('');
    expect(server.machine.run(['cat', '/tmp/dump.sql']).stdout).toContain(
      'DROP DATABASE IF EXISTS postgres;\n',
    );
  });

  it('pg_dumpall writes the roles and all databases, and psql reads it on another server', () => {
    const { stdout: all, code } = run('pg_dumpall');
    expect(code).toBe(0);
    expect(all).toMatch(
      /^--\n-- PostgreSQL database cluster dump\n--\n\n[\s\S]*\nCREATE ROLE app;\nALTER ROLE app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;\nCREATE ROLE postgres;\nALTER ROLE postgres WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS PASSWORD 'SCRAM-SHA-256\$4096:/,
    );
    const other = startPostgres();
    const back = other.machine.run([`${bin}/psql`, '-U', 'postgres'], { stdin: all });
    expect(back.stderr).toBe('ERROR:  role "postgres" already exists\n');
    expect(other.psql('-tAc', 'SELECT * FROM named')).toBe("1|a'b\n2|x\ty\n");
  });

  it.each([
    [['-d', 'nope'], 'failed: FATAL:  database "nope" does not exist\n'],
    [['-t', 'nope'], 'pg_dump: error: no matching tables were found\n'],
    [['-a', '-s'], 'pg_dump: error: options -s/--schema-only and -a/--data-only cannot be used together\n'],
    [['-U', 'app', 'postgres'], 'pg_dump: error: query failed: ERROR:  permission denied for table User\n'],
  ])('says what is wrong: %j', (words, says) => {
    const { stderr, code } = run('pg_dump', ...words);
    expect([stderr, code]).toEqual([expect.stringContaining(says), 1]);
  });
});
