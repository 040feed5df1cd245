export { decodePixels } from "./decode-pixels.ts";
export { explainPictureRegions } from "./explain-picture-regions.ts";
export { type FetchTools, fetchItemMedia } from "./fetch-item-media.ts";
export { hashImage } from "./hash-image.ts";
export { folderStorage, type MediaStorage, mediaStorage } from "./media-storage.ts";
export { readItemText } from "./read-item-text.ts";
export { readPicture } from "./read-picture.ts";
export { readText } from "./read-text.ts";
export type { ImageScorer } from "./score-frames.ts";
