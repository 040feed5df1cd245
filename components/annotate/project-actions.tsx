"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChange } from "#components/settings/use-area.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { ProjectView } from "#lib/annotation/schema.ts";
import { AddTasksDialog } from "./add-tasks-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { ProjectDialog } from "./project-dialog.tsx";

/** What a lead can do with a project. */
export function ProjectActions({ project }: { project: ProjectView }) {
  const t = useTranslations("annotate");
  const router = useRouter();
  const [open, setOpen] = useState<"add" | "import" | "edit" | null>(null);
  const area = `annotation/projects/${project.slug}`;
  const change = useChange(area);
  const move = (state: ProjectView["state"]) =>
    change.mutate({ path: area, method: "PATCH", body: { state } }, { onSuccess: () => router.refresh() });
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen("add")}>{t("add.title")}</Button>
      <Button onClick={() => setOpen("import")}>{t("import.title")}</Button>
      <a href={`/api/console/${area}/export.jsonl`} download className={buttonClass()}>
        {t("export")}
      </a>
      <Menu label={t("more")} trigger={<Button>{t("more")}</Button>}>
        <MenuItem onSelect={() => setOpen("edit")}>{t("form.edit")}</MenuItem>
        {project.state === "active" ? (
          <MenuItem onSelect={() => move("paused")}>{t("pause")}</MenuItem>
        ) : (
          <MenuItem onSelect={() => move("active")}>{t("resume")}</MenuItem>
        )}
        {project.state === "closed" ? null : (
          <MenuItem onSelect={() => move("closed")}>{t("close")}</MenuItem>
        )}
      </Menu>
      {open === "add" ? <AddTasksDialog project={project} onClose={close} /> : null}
      {open === "import" ? <ImportDialog project={project} onClose={close} /> : null}
      {open === "edit" ? <ProjectDialog project={project} onClose={close} /> : null}
    </>
  );
}
