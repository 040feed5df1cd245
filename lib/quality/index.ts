export { answerLook } from "./answer-look.ts";
export {
  askAboutDeskCase,
  claimDeskCase,
  claimNextOrPractice,
  decideDeskCase,
  deskCaseEscalation,
  escalateDeskCase,
  explainDeskCase,
  extendDeskClaim,
  getDeskCase,
  handOverDeskCase,
  holdDeskCase,
  keepDeskDraft,
  listDeskAskable,
  markDeskEmergency,
  readDeskAlike,
  readDeskContext,
  readDeskThread,
  releaseDeskClaim,
  resumeDeskCase,
} from "./desk-cases.ts";
export { markGold, retireGold } from "./gold.ts";
export { readFeedback } from "./read-feedback.ts";
export { readQuality } from "./read-quality.ts";
export { exportSession, readSession } from "./read-session.ts";
export {
  createSessionSchema,
  lookAnswerSchema,
  markGoldSchema,
  pairSchema,
  saveSettingsSchema,
  sessionAnswerSchema,
  sessionNoteSchema,
  suggestQuerySchema,
} from "./schema.ts";
export {
  addSessionNote,
  answerSession,
  closeSession,
  createSession,
  listInvitable,
  suggestCases,
} from "./sessions.ts";
export { saveSettings } from "./settings.ts";
