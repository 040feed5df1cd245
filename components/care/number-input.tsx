"use client";

import type { ComponentProps } from "react";
import { useState } from "react";
import { Input } from "#components/ui/field.tsx";

type NumberInputProps = Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  value: number;
  onValue: (value: number) => void;
};

/** A whole number. What is typed stays as it is typed; only what is a number counts. */
export function NumberInput({ value, onValue, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState(String(value));
  return (
    <Input
      {...rest}
      type="number"
      inputMode="numeric"
      step={1}
      required
      dir="ltr"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const next = event.currentTarget.valueAsNumber;
        if (Number.isInteger(next)) onValue(next);
      }}
    />
  );
}
