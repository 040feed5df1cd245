// Apart from the schemas, for the desk.

/** The provider of a set whose model failed: it has no values, and its detail says why. */
export const FAILED_PROVIDER = "failed";
/** In a set's detail: the sources that it has read all of, and stands for. A fused model replaces late fusion so. */
export const REPLACES = "replaces";
/** In a set's detail: these values, or those of the labels listed, bring items to people; no policy acts on them alone. */
export const REVIEW_ONLY = "reviewOnly";
