export { nextTask, skipTask, submitAnswer, undoAnswer } from "./answer-task.ts";
export { combineProject, readQuality } from "./combine-answers.ts";
export { exportTasks } from "./export-tasks.ts";
export { giveBackTasks } from "./give-back-tasks.ts";
export { GOLD_OVERLAP, importTasks } from "./import-tasks.ts";
export { createProject, getProject, listProjects, updateProject } from "./projects.ts";
export { planBatch, sampleTasks } from "./sample-tasks.ts";
