"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Leaf } from "#lib/policy/condition.ts";
import { FACT_TYPES, type FactValue, factType } from "#lib/policy/facts.ts";
import { IssueNote } from "./issue-note.tsx";
import type { Choices } from "./rule-words.ts";
import type { Issues } from "./use-issues.ts";

type Operator = Leaf["operator"];
const NUMBERS: Operator[] = ["gte", "gt", "lte", "lt", "eq", "neq", "exists"];
const WORDS: Operator[] = ["eq", "neq", "in", "not-in", "contains", "exists"];
const LEXICONS = [
  "hate",
  "harassment",
  "profanity",
  "self_harm",
  "sexual",
  "slur",
  "spam",
  "toxic",
  "violence",
];

function operatorsFor(fact: string): Operator[] {
  const type = factType(fact);
  if (type === "number") return NUMBERS;
  if (fact === "text") return ["contains", "matches-lexicon", "exists"];
  return type === "string" ? WORDS : [...new Set([...NUMBERS, ...WORDS])];
}

/** The value that stands for nothing typed yet. */
function emptyValue(operator: Operator): Leaf["value"] {
  if (operator === "exists") return true;
  if (operator === "in" || operator === "not-in") return [];
  return operator === "matches-lexicon" ? "spam" : "";
}

type Props = {
  leaf: Leaf;
  path: string;
  choices: Choices;
  issues: Issues;
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
};

/** One comparison: a fact, an operator that fits its type, and a value. */
export function LeafEditor({ leaf, path, choices, issues, onChange, onRemove }: Props) {
  const t = useTranslations("rules");
  const list = useId();
  const set = (fact: string, operator: Operator, value: unknown) =>
    onChange({ fact, operator, value } as unknown as Leaf);
  const setFact = (fact: string) => {
    const fitting = operatorsFor(fact);
    const operator = fitting.includes(leaf.operator) ? leaf.operator : (fitting[0] ?? "eq");
    const sameKind = operator === leaf.operator && factType(fact) === factType(leaf.fact);
    set(fact, operator, sameKind ? leaf.value : emptyValue(operator));
  };
  const setOperator = (operator: Operator) => {
    const lists = (one: Operator) => one === "in" || one === "not-in";
    const keeps =
      lists(operator) === lists(leaf.operator) &&
      ![operator, leaf.operator].some((one) => one === "exists" || one === "matches-lexicon");
    set(leaf.fact, operator, keeps ? leaf.value : emptyValue(operator));
  };
  const noted = (["fact", "operator", "value"] as const).map((field) => issues.at(`${path}.${field}`));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="grid grid-cols-[minmax(0,1fr)_176px_minmax(0,1fr)_auto] items-center gap-1.5 max-md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
        <Input
          dir="ltr"
          className="max-md:col-span-2"
          list={list}
          aria-label={t("fact")}
          aria-invalid={noted[0]?.level === "error" || undefined}
          placeholder={t("fact")}
          value={leaf.fact}
          onChange={(event) => setFact(event.currentTarget.value)}
        />
        <datalist id={list}>
          {[...Object.keys(FACT_TYPES), ...choices.facts].map((fact) => (
            <option key={fact} value={fact} />
          ))}
        </datalist>
        <Select
          className="max-md:col-start-1"
          aria-label={t("operator")}
          aria-invalid={noted[1] ? true : undefined}
          value={leaf.operator}
          onChange={(event) => setOperator(event.currentTarget.value as Operator)}
        >
          {[...new Set([...operatorsFor(leaf.fact), leaf.operator])].map((operator) => (
            <option key={operator} value={operator}>
              {t(`operators.${operator}`)}
            </option>
          ))}
        </Select>
        <ValueField
          key={`${leaf.fact} ${leaf.operator}`}
          leaf={leaf}
          invalid={noted[2] !== undefined}
          onChange={(value) => set(leaf.fact, leaf.operator, value)}
        />
        <Button
          variant="quiet"
          size="sm"
          className="max-md:col-start-3 max-md:row-start-1"
          aria-label={`${t("takeOut")}: ${leaf.fact}`}
          onClick={onRemove}
        >
          {t("takeOut")}
        </Button>
      </div>
      {noted.map((issue) => (
        <IssueNote key={issue?.text} issue={issue} />
      ))}
    </div>
  );
}

type ValueProps = { leaf: Leaf; invalid: boolean; onChange: (value: unknown) => void };

function ValueField({ leaf, invalid, onChange }: ValueProps) {
  const t = useTranslations("rules");
  const [text, setText] = useState(Array.isArray(leaf.value) ? leaf.value.join(", ") : String(leaf.value));
  const label = {
    className: "max-md:col-span-2",
    "aria-label": t("value"),
    "aria-invalid": invalid || undefined,
  };
  if (leaf.operator === "exists")
    return (
      <Select
        {...label}
        value={String(leaf.value)}
        onChange={(event) => onChange(event.currentTarget.value === "true")}
      >
        <option value="true">{t("yes")}</option>
        <option value="false">{t("no")}</option>
      </Select>
    );
  if (leaf.operator === "matches-lexicon")
    return (
      <Select {...label} value={leaf.value} onChange={(event) => onChange(event.currentTarget.value)}>
        {[...new Set([...LEXICONS, leaf.value])].map((name) => (
          <option key={name} value={name}>
            {name.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
    );
  const type = factType(leaf.fact);
  const many = leaf.operator === "in" || leaf.operator === "not-in";
  const plain = leaf.operator === "contains" || type === "string";
  return (
    <Input
      {...label}
      dir="auto"
      inputMode={type === "number" ? "decimal" : undefined}
      placeholder={many ? t("listHint") : t("value")}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const read = (one: string) => (plain ? one : readScalar(one));
        onChange(
          many
            ? typed
                .split(/[,،]/)
                .map((one) => one.trim())
                .filter(Boolean)
                .map(read)
            : read(typed.trim()),
        );
      }}
    />
  );
}

/** What a platform sends along may be a number, a truth value or a word: only its form tells. */
function readScalar(typed: string): FactValue {
  if (typed === "true" || typed === "false") return typed === "true";
  const number = Number(typed);
  return typed !== "" && Number.isFinite(number) ? number : typed;
}
