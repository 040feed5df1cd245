/** As many items as one action may hold; the same as the server's. */
export const MOST_ITEMS = 500;
