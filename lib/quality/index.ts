export { answerLook } from "./answer-look.ts";
export { lookAnswerSchema } from "./schema.ts";
