import { z } from '@hono/zod-openapi';
import { PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX } from '../limits.ts';

const CURSOR = /^[a-z]{3}_[0-9a-z]{26}$/;

/** The query parameters of every list. */
export const pageParameters = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_ITEMS_MAX)
    .optional()
    .openapi({ description: `How many items at most; ${PAGE_ITEMS_DEFAULT} by default.`, example: 100 }),
  cursor: z.string().regex(CURSOR, 'This is no cursor of a list.').optional().openapi({
    description: 'Goes on where the list that gave this `nextCursor` ended.',
    example: 'sbx_01k9x3v5c8h2m4n6p8q0r2s4t6',
  }),
};

export function pageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable().openapi({ description: 'Null at the end of the list.' }),
    })
    .openapi(name);
}

/** Reads one item more than asked for: it tells whether there is a next page. */
export async function readPage<Item extends { readonly id: string }>(
  { limit = PAGE_ITEMS_DEFAULT, cursor }: { limit?: number | undefined; cursor?: string | undefined },
  read: (page: { after: string | undefined; limit: number }) => Promise<Item[]>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const found = await read({ after: cursor, limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
