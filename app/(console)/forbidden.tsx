export { Denied as default } from "#components/shell/denied.tsx";
