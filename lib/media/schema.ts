import { z } from "zod";
import { MEDIA_REASONS } from "./reasons.ts";

export const mediaReasonSchema = z.enum(MEDIA_REASONS);
