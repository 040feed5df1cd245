/** Where the key for searching puts the focus, on the page that has it. */
export const SEARCH_FIELD = "search-words";
