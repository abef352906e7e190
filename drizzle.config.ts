import { defineConfig } from 'drizzle-kit';

const database = process.env.DATABASE ?? 'sandbox';

/** `DATABASE=sandbox|tenant|host npx drizzle-kit generate` writes migrations/<database>. */
export default defineConfig({
  dialect: 'sqlite',
  driver: 'durable-sqlite',
  schema: `./db/${database}/schema.ts`,
  out: `./migrations/${database}`,
  casing: 'snake_case',
});
