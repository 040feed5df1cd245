/** Where items go that a model failed on and that nothing else claims. */
export const UNSCORED_QUEUE = "unscored";
