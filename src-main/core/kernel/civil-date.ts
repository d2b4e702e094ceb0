/** Civil dates of the person's own calendar: the computer's time zone. */

/** `YYYY-MM-DD` of an instant. */
export function isoDate(at: number): string {
  const d = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** `YYYY-MM-DDTHH:MM` of an instant. */
export function civilMoment(at: number): string {
  const d = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${isoDate(at)}T${two(d.getHours())}:${two(d.getMinutes())}`;
}
