"use client";

import { useEffect } from "react";

/**
 * Radix locks the page's scroll behind a dialog with a <style> element, which our content security policy
 * allows only with the page's nonce; its helper looks for the nonce under this name.
 */
export function useStyleNonce(): void {
  useEffect(() => {
    const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
    if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
  }, []);
}
