// Light or dark: as the system has it, unless somebody has chosen.

import { effect, signal, type ReadonlySignal } from "@preact/signals";

export type Theme = "light" | "dark";

const KEY = "switchyard-theme";

export function createTheme(): { theme: ReadonlySignal<Theme>; toggle(): void } {
  const chosen = localStorage.getItem(KEY);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = signal<Theme>(chosen === "light" || chosen === "dark" ? chosen : system.matches ? "dark" : "light");
  system.addEventListener("change", () => {
    if (!localStorage.getItem(KEY)) theme.value = system.matches ? "dark" : "light";
  });
  effect(() => void (document.documentElement.dataset.theme = theme.value));
  return {
    theme,
    toggle() {
      theme.value = theme.peek() === "dark" ? "light" : "dark";
      localStorage.setItem(KEY, theme.peek());
    },
  };
}
