export { hashImage } from "./hash-image.ts";
