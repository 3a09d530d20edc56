import type { Density, Theme } from '../bridge/bindings';

/** Puts the window into the person's theme and row height (R91). */
export function applyAppearance(theme: Theme, density: Density): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.density = density;
}
