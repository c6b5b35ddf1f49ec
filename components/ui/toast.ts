/** Results of an action, said once. Errors that need action never come here: they stay where they happened. */
export type ToastMessage = {
  title: string;
  description?: string;
  /** "Undo", for what was done at once; offered as long as the toast stands. */
  action?: { label: string; run: () => void };
  /** How long it stands, not counting while it is pointed at or has the focus. */
  seconds?: number;
};

export type Toast = ToastMessage & { id: number };

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Shows a toast; the answer is its id. */
export function toast(message: ToastMessage): number {
  lastId += 1;
  // More than three at once are noise: the oldest make room.
  change([...toasts.slice(-2), { ...message, id: lastId }]);
  return lastId;
}

export function dismissToast(id: number): void {
  change(toasts.filter((other) => other.id !== id));
}

export const currentToasts = (): readonly Toast[] => toasts;

export function onToastsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
