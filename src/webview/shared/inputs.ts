/** The text in the control that an event comes from. */
export function textIn({ target }: Event): string {
  return target && 'value' in target && typeof target.value === 'string' ? target.value : '';
}

/** Whether the box that an event comes from is checked. */
export function isChecked({ target }: Event): boolean {
  return target !== null && 'checked' in target && target.checked === true;
}

/** The element that listens to an event. */
export function listenerOf({ currentTarget }: Event): HTMLElement | undefined {
  return currentTarget instanceof HTMLElement ? currentTarget : undefined;
}
