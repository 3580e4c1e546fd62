// Sentences below a figure that own up to what it does not show.

/** The sentence that says how many points a figure does not show. */
export function leftOut(count: number, notFinite: number, outside: number): string | undefined {
  const parts = [
    notFinite > 0 ? `${notFinite} not finite` : "",
    outside > 0 ? `${outside} outside the ranges` : "",
  ].filter(Boolean);
  return parts.length === 0 ? undefined : `Not shown of ${count} points: ${parts.join(", ")}.`;
}
