"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Condition, type Leaf, MAX_CONDITION_DEPTH } from "#lib/policy/condition.ts";
import { groupOf } from "#lib/rules/check-rule.ts";
import { IssueNote } from "./issue-note.tsx";
import { LeafEditor } from "./leaf-editor.tsx";
import type { Choices } from "./rule-words.ts";
import type { Issues } from "./use-issues.ts";

const KINDS = ["all", "any", "none"] as const;
const NEW_LEAF: Leaf = { fact: "signal.toxic", operator: "gte", value: 0.5 };

type Props = {
  node: Condition;
  path: string;
  depth?: number;
  choices: Choices;
  issues: Issues;
  onChange: (node: Condition) => void;
  onRemove?: () => void;
};

/** A group of comparisons and groups: all of them, any of them, none of them. */
export function ConditionEditor({ node, path, depth = 1, choices, issues, onChange, onRemove }: Props) {
  const t = useTranslations("rules");
  const group = groupOf(node);
  if (!group) return null;
  const { kind, parts } = group;
  const replace = (changed: Condition[], as: (typeof KINDS)[number] = kind) =>
    onChange({ [as]: changed } as Condition);
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-lg border border-line-strong p-2.5 max-md:p-1.5">
      <legend className="sr-only">{t(`group.${kind}`)}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          fit
          className="font-semibold"
          aria-label={t("groupKind")}
          value={kind}
          onChange={(event) =>
            replace(
              parts,
              KINDS.find((one) => one === event.currentTarget.value),
            )
          }
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`group.${one}`)}
            </option>
          ))}
        </Select>
        <div className="ms-auto flex flex-wrap gap-1.5">
          <Button size="sm" onClick={() => replace([...parts, NEW_LEAF])}>
            {t("addCondition")}
          </Button>
          {depth < MAX_CONDITION_DEPTH - 1 ? (
            <Button size="sm" onClick={() => replace([...parts, { any: [NEW_LEAF] }])}>
              {t("addGroup")}
            </Button>
          ) : null}
          {onRemove ? (
            <Button variant="quiet" size="sm" onClick={onRemove}>
              {t("takeOutGroup")}
            </Button>
          ) : null}
        </div>
      </div>
      <IssueNote issue={issues.at(path)} />
      {parts.map((part, index) => {
        const props = {
          path: `${path}.${kind}.${index}`,
          choices,
          issues,
          onRemove: () => replace(parts.filter((_, other) => other !== index)),
        };
        // Parts have no name of their own; the count tells a removal from a change.
        const key = `${parts.length} ${index}`;
        return groupOf(part) ? (
          <ConditionEditor
            key={key}
            {...props}
            node={part}
            depth={depth + 1}
            onChange={(changed) => replace(parts.with(index, changed))}
          />
        ) : (
          <LeafEditor
            key={key}
            {...props}
            leaf={part as Leaf}
            onChange={(changed) => replace(parts.with(index, changed))}
          />
        );
      })}
    </fieldset>
  );
}
